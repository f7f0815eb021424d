import ts from 'typescript';
import { combinedOracle } from '../../src/analysis/combined-oracle.ts';
import { walk, type Node } from '../../src/analysis/nodes.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { typeMemory, typescriptOracle } from '../../src/analysis/typescript-oracle.ts';
import { createUnit, type Unit } from '../../src/analysis/unit.ts';
import { returnsPromise } from '../../src/knowledge/promise-functions.ts';
import { createFixtureProgram, fixtureRoot } from './fixtures.ts';

/** A text as a unit that goes by syntax alone. */
export function untypedUnit(text: string, name = 'unit.js'): Unit {
  const path = `${fixtureRoot}/${name}`;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, name.endsWith('js') ? ts.ScriptKind.JS : ts.ScriptKind.TS);
  return createUnit({ path, source, oracle: (_tree, scopes) => syntaxOracle(scopes, returnsPromise) });
}

/** Texts as units with types, by one program. */
export function typedUnits(texts: readonly string[], extension = 'ts'): Unit[] {
  const paths = texts.map((_, index) => `${fixtureRoot}/unit-${index}.${extension}`);
  const program = createFixtureProgram(new Map(texts.map((text, index) => [paths[index] as string, text])));
  const memory = typeMemory(program);
  return paths.map((path) => {
    const source = program.getSourceFile(path);
    if (!source) throw new Error(`${path} is not in the program`);
    return createUnit({ path, source, oracle: (tree, scopes) => combinedOracle(typescriptOracle(tree, memory), syntaxOracle(scopes, returnsPromise)) });
  });
}

/** The expression of the last expression statement at the top level. */
export function lastExpression(unit: Unit): Node {
  let found: Node | undefined;
  for (const statement of unit.ast.body) if (statement.type === 'ExpressionStatement') found = statement.expression;
  if (!found) throw new Error('no expression statement');
  return found;
}

/** The first node whose source text is `text`, outermost first. */
export function nodeOf(unit: Unit, text: string): Node {
  let found: Node | undefined;
  walk(unit.ast, (node) => { if (!found && node.type !== 'ExpressionStatement' && unit.textOf(node) === text) found = node; });
  if (!found) throw new Error(`no node reads ${text}`);
  return found;
}
