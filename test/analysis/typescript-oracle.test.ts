import assert from 'node:assert/strict';
import type ts from 'typescript';
import { typeMemory, typescriptOracle } from '../../src/analysis/typescript-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { createFixtureProgram, fixtureRoot } from '../support/fixtures.ts';
import { lastExpression } from '../support/expressions.ts';

/** What the oracle says of the last expression when the checker throws. */
function answerWhenThrown(error: Error): string {
  const path = `${fixtureRoot}/unit.ts`;
  const program = createFixtureProgram(new Map([[path, 'declare const list: Promise<void>[];\nlist[0];\n']]));
  const memory = typeMemory(program);
  const checker: ts.TypeChecker = Object.create(memory.checker, { getTypeAtLocation: { value: () => { throw error; } } });
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`${path} is not in the program`);
  const unit = createUnit({ path, source, oracle: (tree) => typescriptOracle(tree, { ...memory, checker }) });
  return unit.types.awaitability(lastExpression(unit));
}

describe('the oracle of TypeScript', () => {
  it('knows nothing of what TypeScript fails at', () => {
    assert.equal(answerWhenThrown(new RangeError('Maximum call stack size exceeded')), 'unknown');
    assert.equal(answerWhenThrown(new Error('Debug Failure. No error for last overload signature')), 'unknown');
  });

  it('hides no other mistake', () => {
    assert.throws(() => answerWhenThrown(new TypeError('x is not a function')), TypeError);
  });
});
