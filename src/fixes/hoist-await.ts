import { isInside, T, unwrap, walkOwn, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { isParenthesized } from './await-promise.ts';
import { freeName } from './imports.ts';
import { listAround } from './lines.ts';
import { indentationAt, styleOf } from './style.ts';

/**
 * The edits that wait first and read and write then: `total += await f()` becomes `const added = await f(); total += added`.
 * Undefined where the await is one of several, is not always reached, or comes after something that has an effect.
 */
export function hoistAwait(unit: Unit, write: Node): EditInput[] | undefined {
  const statement = write.parent;
  if (write.type !== T.AssignmentExpression || statement?.type !== T.ExpressionStatement || !(listAround(statement) ?? isTopLevel(statement))) return undefined;
  const awaits: TSESTree.AwaitExpression[] = [];
  walkOwn(write.right, (node) => { if (node.type === T.AwaitExpression) awaits.push(node); });
  const [awaited] = awaits;
  if (!awaited || awaits.length > 1 || !isAlwaysReached(awaited, write.right) || hasEffectBefore(awaited, write)) return undefined;
  const name = freeName(unit, write, [write.operator === '+=' ? 'added' : 'result', 'value', 'awaited']);
  if (name === undefined) return undefined;
  const { eol, semicolons } = styleOf(unit);
  const [start, end] = isParenthesized(unit, awaited) ? around(unit, awaited) : awaited.range;
  const line = `const ${name} = ${unit.textOf(awaited)}${semicolons ? ';' : ''}${eol}${indentationAt(unit.text, statement.range[0])}`;
  return [{ start: statement.range[0], end: statement.range[0], text: line }, { start, end, text: name }];
}

function isTopLevel(statement: Node): boolean {
  return statement.parent?.type === T.Program;
}

function around(unit: Unit, node: Node): [number, number] {
  return [unit.text.lastIndexOf('(', node.range[0]), unit.text.indexOf(')', node.range[1]) + 1];
}

function isAlwaysReached(node: Node, within: Node): boolean {
  for (let child = node, at = node.parent; at && child !== within; child = at, at = at.parent) {
    if (at.type === T.ConditionalExpression && at.test !== child || at.type === T.LogicalExpression && at.right === child || at.type === T.ChainExpression) return false;
  }
  return true;
}

/** Whether something that changes anything is evaluated before the await. */
function hasEffectBefore(awaited: Node, write: TSESTree.AssignmentExpression): boolean {
  let found = false;
  walkOwn(write, (node) => {
    const isEarlier = node.range[1] <= awaited.range[0];
    if (isEarlier && !isInside(node, awaited) && /^(?:Call|New|Update|Assignment|Yield|TaggedTemplate|Import)Expression$/.test(unwrap(node).type)) found = true;
  });
  return found;
}
