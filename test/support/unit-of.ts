import { typeMemory, typescriptOracle } from '../../src/analysis/typescript-oracle.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { walk, type Node } from '../../src/analysis/nodes.ts';
import { createUnit, type Unit } from '../../src/analysis/unit.ts';
import { returnsPromise } from '../../src/knowledge/promise-functions.ts';
import { createFixtureProgram, fixtureRoot } from './fixtures.ts';

/** A text as a unit, with types unless said otherwise, and its nodes by their source text (the first, outermost one). */
export function unitOf(text: string, { typed = true, name = 'unit.ts' }: { typed?: boolean; name?: string } = {}): { unit: Unit; node(source: string): Node } {
  const path = `${fixtureRoot}/${name}`;
  const program = createFixtureProgram(new Map([[path, text]]));
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`${path} is not in its program`);
  const memory = typeMemory(program);
  const unit = createUnit({ path, source, oracle: (tree, scopes) => (typed ? typescriptOracle(tree, memory) : syntaxOracle(scopes, returnsPromise)) });
  return {
    unit,
    node(wanted) {
      let found: Node | undefined;
      // The last occurrence: tests declare first and use at the end.
      walk(unit.ast, (node) => { if (unit.textOf(node) === wanted && (!found || node.range[0] > found.range[0])) found = node; });
      if (!found) throw new Error(`no node reads ${wanted}`);
      return found;
    },
  };
}
