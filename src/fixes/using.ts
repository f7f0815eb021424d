import { isInside, T, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Variable } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import { lineChunk, listAround } from './lines.ts';

/**
 * Declares a resource with `await using` or `using` and takes its releases away. Undefined where the block ends so much later
 * than the release that it could matter, or the variable is no constant of its own.
 */
export function declareUsing(unit: Unit, statement: TSESTree.Statement, variable: Variable, releases: readonly TSESTree.Statement[]): EditInput[] | undefined {
  if (statement.type !== T.VariableDeclaration || statement.declarations.length !== 1 || statement.kind.endsWith('using')) return undefined;
  const [declarator] = statement.declarations;
  const list = listAround(statement);
  if (!list || statement.parent.type !== T.BlockStatement || declarator?.id.type !== T.Identifier || !declarator.init) return undefined;
  if (variable.references.some((reference) => reference.isWrite() && !reference.init)) return undefined;
  const disposability = unit.types.disposability(declarator.init);
  const keyword = disposability?.async ? 'await using' : disposability?.sync ? 'using' : undefined;
  if (keyword === undefined || !releases.every((release) => isInside(release, statement.parent) && isLast(release, list))) return undefined;
  const chunks = releases.map((release) => lineChunk(unit, release, true));
  const removed = chunks.filter((chunk) => chunk !== undefined);
  if (removed.length !== chunks.length) return undefined;
  return [
    { start: statement.range[0], end: statement.range[0] + statement.kind.length, text: keyword },
    ...removed.map((chunk) => ({ start: chunk.start, end: chunk.end, text: '' })),
  ];
}

/** Whether nothing of weight happens between a release and the end of the block: `return` of a plain value, at most. */
function isLast(release: Node, list: readonly TSESTree.Statement[]): boolean {
  const own = listAround(release);
  if (!own || (own !== list && own.length === 1)) return false;
  const rest = own.slice(own.indexOf(release as TSESTree.Statement) + 1);
  if (own !== list && rest.at(-1)?.type !== T.ReturnStatement) return false;
  return rest.every((statement) => statement.type === T.ReturnStatement && (!statement.argument || statement.argument.type === T.Identifier || statement.argument.type === T.Literal));
}
