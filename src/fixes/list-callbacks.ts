import type { FanOut } from '../analysis/fan-out.ts';
import { enclosingStatement, isFunction, T, unwrap, walk, wrapped, type CallLike, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { canAwait } from './await-promise.ts';
import { isListed, loopText } from './for-of-await.ts';
import { indentationAt, styleOf } from './style.ts';

/** `xs.forEach(async (x) => …)` as a statement → a `for … of` loop that awaits. Undefined where the callback leaves early from a loop of its own. */
export function loopInstead(unit: Unit, call: CallLike, callback: Node): EditInput[] | undefined {
  const statement = wrapped(call).parent;
  const fanOut = fanOutOf(call, callback);
  if (!fanOut || statement?.type !== T.ExpressionStatement || !(isListed(statement) || isBranch(statement)) || !canAwait(unit, call)) return undefined;
  const isKeyed = /Map|Params|FormData|Headers/.test(unit.types.typeOrigin(fanOut.list as Node)?.name ?? '');
  const text = loopText(unit, statement, fanOut, undefined, isKeyed);
  return text === undefined ? undefined : [{ start: statement.range[0], end: statement.range[1], text }];
}

/** `if (any) xs.forEach(…);` */
function isBranch(statement: Node): boolean {
  return statement.parent?.type === T.IfStatement;
}

/**
 * `xs.filter(async (x) => …)` → the answers are collected in a loop before the statement, and the callback looks them up.
 * `earlier` is how many such calls there are before it in its function: each needs a name of its own.
 */
export function awaitMatches(unit: Unit, call: CallLike, callback: Node, earlier: number): EditInput[] | undefined {
  const statement = enclosingStatement(call);
  const fanOut = fanOutOf(call, callback);
  if (!fanOut || !statement || !isListed(statement) || !canAwait(unit, call) || !isEvaluatedFirst(call, statement) || !isRepeatable(fanOut.list as Node)) return undefined;
  const name = ['matches', 'answers', 'matched', 'results'].slice(earlier).find((candidate) => !unit.scopes.isNameTaken(candidate, statement));
  const text = name === undefined ? undefined : loopText(unit, wrapped(call), fanOut, name);
  if (name === undefined || text === undefined) return undefined;
  const { eol, semicolons } = styleOf(unit);
  const indent = indentationAt(unit.text, statement.range[0]);
  const type = unit.isTypeScript ? (/=> Promise<boolean>$/.test(unit.types.typeText(callback) ?? '') ? ': boolean[]' : ': unknown[]') : '';
  return [
    { start: statement.range[0], end: statement.range[0], text: `const ${name}${type} = []${semicolons ? ';' : ''}${eol}${indent}${text}${eol}${indent}` },
    { start: callback.range[0], end: callback.range[1], text: `(_, index) => ${name}[index]` },
  ];
}

function fanOutOf(call: CallLike, task: Node): FanOut | undefined {
  const callee = unwrap(call.callee);
  if (call.type !== T.CallExpression || callee.type !== T.MemberExpression || callee.optional || call.optional || call.arguments.length !== 1) return undefined;
  const fn = unwrap(task);
  return isFunction(fn) && !fn.async ? undefined : { kind: 'map', call, task, list: callee.object, size: undefined, loops: [] };
}

/** Whether nothing in a statement runs before a call, and the call runs whenever the statement does. */
function isEvaluatedFirst(call: Node, statement: Node): boolean {
  for (let at = call; at !== statement; at = at.parent as Node) {
    const parent = at.parent as Node;
    const isPlain = (parent.type === T.VariableDeclarator && parent.parent.declarations.length === 1 && parent.id.type === T.Identifier) || parent.type === T.VariableDeclaration
      || parent.type === T.ReturnStatement || parent.type === T.ExpressionStatement || parent.type === T.UnaryExpression || (parent.type === T.IfStatement && parent.test === at)
      || (parent.type === T.MemberExpression && parent.object === at) || (parent.type === T.CallExpression && parent.callee === at) || unwrap(parent) !== parent
      || (parent.type === T.AssignmentExpression && parent.right === at && parent.left.type === T.Identifier);
    if (!isPlain) return false;
  }
  return true;
}

/** Whether evaluating an expression twice gives the same. */
function isRepeatable(list: Node): boolean {
  let plain = true;
  walk(list, ({ type }) => { plain &&= type === T.Identifier || type === T.MemberExpression || type === T.ThisExpression; });
  return plain;
}

