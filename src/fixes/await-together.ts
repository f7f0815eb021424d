import { T, unwrap, walkOwn, wrapped, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Variable } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { HeldPromises } from './catch-early.ts';
import { listAround } from './lines.ts';
import { styleOf } from './style.ts';

/** `const x = await p;` or `await p;`. */
interface AwaitStatement {
  statement: TSESTree.ExpressionStatement | TSESTree.VariableDeclaration;
  target: Node | undefined;
  awaited: Node;
}

/**
 * The edits that await promises together which are awaited one after the other, with `Promise.all`. Undefined where an awaited
 * call was to start only after the one before, where something stands between, or where a list may be of any length.
 */
export function awaitTogether(unit: Unit, held: HeldPromises & { variable: Variable; init: Node }): EditInput[] | undefined {
  return held.isList ? awaitList(unit, held) : awaitRow(unit, held);
}

/** `for (const p of ps) use(await p)` of a list written in the code: `for (const p of await Promise.all(ps)) use(p)`. */
function awaitList(unit: Unit, { variable, init, name }: HeldPromises & { variable: Variable; init: Node }): EditInput[] | undefined {
  const list = unwrap(init);
  const uses = variable.references.filter((reference) => !reference.init).map(({ identifier }): Node => identifier);
  const [use] = uses;
  const loop = use && wrapped(use).parent;
  if (list.type !== T.ArrayExpression || list.elements.some((element) => element?.type === T.SpreadElement) || uses.length !== 1 || loop?.type !== T.ForOfStatement || loop.right !== use) return undefined;
  const awaits: Node[] = [];
  walkOwn(loop.body, (node) => { if (node.type === T.AwaitExpression) awaits.push(node); });
  const [declarator] = loop.left.type === T.VariableDeclaration ? loop.left.declarations : [];
  const element = declarator?.id.type === T.Identifier ? declarator.id.name : undefined;
  const own = awaits.filter((node) => node.type === T.AwaitExpression && node.argument.type === T.Identifier && node.argument.name === element);
  // `await p;` alone would be left with nothing to do.
  if (own.length === 0 || own.some((node) => node.parent?.type === T.ExpressionStatement)) {
    return own.length === 1 && isBodyOf(loop, own[0]) ? [{ start: loop.range[0], end: loop.range[1], text: `await Promise.all(${name})${styleOf(unit).semicolons ? ';' : ''}` }] : undefined;
  }
  return [
    { start: loop.right.range[0], end: loop.right.range[1], text: `await Promise.all(${name})` },
    ...own.map((node) => ({ start: node.range[0], end: node.type === T.AwaitExpression ? node.argument.range[0] : node.range[0], text: '' })),
  ];
}

function isBodyOf(loop: TSESTree.ForOfStatement, node: Node | undefined): boolean {
  const only = loop.body.type === T.BlockStatement ? (loop.body.body.length === 1 ? loop.body.body[0] : undefined) : loop.body;
  return only?.type === T.ExpressionStatement && only.expression === node;
}

/** `const a = await p; const b = await q;`: all that stand in a row, if all but the first were started before. */
function awaitRow(unit: Unit, { declarator, variable }: HeldPromises & { variable: Variable }): EditInput[] | undefined {
  const uses = variable.references.filter((reference) => !reference.init).map(({ identifier }): Node => identifier);
  const list = listAround(declarator.parent);
  const own = list?.findIndex((statement) => readAwait(statement)?.awaited === uses[0]) ?? -1;
  if (!list || uses.length !== 1 || own < 0) return undefined;
  const isStarted = (at: number): boolean => {
    const awaited = readAwait(list[at])?.awaited;
    return awaited?.type === T.Identifier;
  };
  let first = own;
  while (isStarted(first) && readAwait(list[first - 1])) first -= 1;
  let last = own;
  while (isStarted(last + 1)) last += 1;
  const row = list.slice(first, last + 1).map(readAwait).filter((part) => part !== undefined);
  const start = list.indexOf(declarator.parent);
  const [from, to] = [row[0]?.statement.range[0] ?? 0, row.at(-1)?.statement.range[1] ?? 0];
  if (row.length < 2 || start >= first || list.slice(start + 1, first).some(holdsAwait) || unit.comments.some((comment) => comment.start >= from && comment.end <= to)) return undefined;
  const kinds = new Set(row.flatMap(({ statement }) => (statement.type === T.VariableDeclaration ? [statement.kind] : [])));
  if (kinds.size > 1) return undefined;
  const [kind] = kinds;
  const targets = row.map(({ target }) => (target ? unit.textOf(target) : ''));
  while (targets.at(-1) === '') targets.pop();
  const values = row.map(({ awaited }) => unit.textOf(awaited)).join(', ');
  const text = `${kind ? `${kind} [${targets.join(', ')}] = ` : ''}await Promise.all([${values}])${styleOf(unit).semicolons ? ';' : ''}`;
  return [{ start: from, end: to, text }];
}

function readAwait(statement: Node | undefined): AwaitStatement | undefined {
  if (statement?.type === T.ExpressionStatement && statement.expression.type === T.AwaitExpression) return { statement, target: undefined, awaited: statement.expression.argument };
  const [declarator] = statement?.type === T.VariableDeclaration && statement.declarations.length === 1 ? statement.declarations : [];
  if (statement?.type !== T.VariableDeclaration || declarator?.init?.type !== T.AwaitExpression || declarator.id.typeAnnotation || /using/.test(statement.kind)) return undefined;
  return { statement, target: declarator.id, awaited: declarator.init.argument };
}

function holdsAwait(statement: Node): boolean {
  let found = false;
  walkOwn(statement, (node) => { found ||= node.type === T.AwaitExpression; });
  return found;
}
