import { isClock } from '../analysis/busy-wait.ts';
import { childrenOf, isStatement, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { canAwait } from './await-promise.ts';
import { importName } from './imports.ts';
import { listAround } from './lines.ts';
import { styleOf } from './style.ts';

/** What is waited for, as source text in milliseconds, and the statements that go. */
interface Wait {
  milliseconds: string;
  first: Node;
  last: Node;
}

/** The edits that put an awaited timer in the place of a busy-wait loop, or of `Atomics.wait` used as one. Undefined where the time cannot be told. */
export function awaitDelay(unit: Unit, node: Node): EditInput[] | undefined {
  if (!canAwait(unit, node)) return undefined;
  const wait = node.type === T.CallExpression ? atomicsWait(unit, node) : node.type === T.WhileStatement || node.type === T.DoWhileStatement || node.type === T.ForStatement ? loopWait(unit, node) : undefined;
  if (!wait) return undefined;
  const start = wait.first.range[0];
  const end = wait.last.range[1];
  // A comment in what goes would go with it.
  if (unit.comments.some((comment) => comment.start >= start && comment.end <= end)) return undefined;
  const timer = importName(unit, { module: 'timers/promises', name: 'setTimeout', at: node, locals: ['setTimeout', 'delay', 'sleep'] });
  return timer && [...timer.edits, { start, end, text: `await ${timer.expression}(${wait.milliseconds})${styleOf(unit).semicolons ? ';' : ''}` }];
}

/** `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)`: nobody else has the array, so nobody can end the wait. */
function atomicsWait(unit: Unit, call: TSESTree.CallExpression): Wait | undefined {
  const [array, , , milliseconds] = call.arguments;
  if (call.parent.type !== T.ExpressionStatement || array?.type !== T.NewExpression || !milliseconds || milliseconds.type === T.SpreadElement) return undefined;
  const [buffer] = array.arguments;
  const isPrivate = buffer?.type === T.NewExpression && unit.origins(buffer.callee).some(({ module, name }) => module === 'global' && name === 'SharedArrayBuffer');
  return isPrivate ? { milliseconds: unit.textOf(milliseconds), first: call.parent, last: call.parent } : undefined;
}

function loopWait(unit: Unit, loop: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement): Wait | undefined {
  if (loop.type === T.ForStatement && (loop.init || loop.update)) return undefined;
  if (!isEmptyBody(loop.body) || loop.test?.type !== T.BinaryExpression) return undefined;
  const { left, right, operator } = loop.test;
  if (left.type === T.PrivateIdentifier) return undefined;
  const sides = operator === '<' || operator === '<=' ? { smaller: left, larger: right } : operator === '>' || operator === '>=' ? { smaller: right, larger: left } : undefined;
  if (!sides || !readsMilliseconds(unit, sides.smaller) || hasClock(unit, sides.larger)) return undefined;
  const short = simplified(unit, loop, sides.smaller, sides.larger);
  return short ?? { milliseconds: `${operand(unit, sides.larger, false)} - ${operand(unit, sides.smaller, true)}`, first: loop, last: loop };
}

/** Where the loop's start or end is worked out right before it and used for nothing else, that goes too. */
function simplified(unit: Unit, loop: Node, smaller: Node, larger: Node): Wait | undefined {
  const list = isStatement(loop) ? listAround(loop) ?? (loop.parent?.type === T.Program ? loop.parent.body : undefined) : undefined;
  const before = list?.[list.findIndex((statement) => statement === loop) - 1];
  if (before?.type !== T.VariableDeclaration || before.declarations.length !== 1) return undefined;
  const [{ id, init }] = before.declarations as [TSESTree.VariableDeclarator];
  if (id.type !== T.Identifier || !init || (unit.scopes.variableOf(id)?.references.filter((reference) => !reference.init).length ?? 0) !== 1) return undefined;
  const span = { first: before, last: loop };
  const isStart = isNow(unit, init);
  if (isStart && smaller.type === T.BinaryExpression && smaller.operator === '-' && isNow(unit, smaller.left) && isNamed(smaller.right, id.name)) return { milliseconds: unit.textOf(larger), ...span };
  if (!isNow(unit, smaller)) return undefined;
  if (isStart) return larger.type === T.BinaryExpression ? rest(unit, larger, (side) => isNamed(side, id.name), span) : undefined;
  return isNamed(larger, id.name) && init.type === T.BinaryExpression ? rest(unit, init, (side) => isNow(unit, side), span) : undefined;
}

/** The other operand of a sum. */
function rest(unit: Unit, sum: TSESTree.BinaryExpression, isKnown: (side: Node) => boolean, span: { first: Node; last: Node }): Wait | undefined {
  if (sum.operator !== '+') return undefined;
  const other = isKnown(sum.left) ? sum.right : isKnown(sum.right) ? sum.left : undefined;
  return other && { milliseconds: unit.textOf(other), ...span };
}

function isNamed(node: Node, name: string): boolean {
  return node.type === T.Identifier && node.name === name;
}

function isEmptyBody(body: Node): boolean {
  return body.type === T.EmptyStatement || (body.type === T.BlockStatement && body.body.length === 0);
}

/** `Date.now()` and `performance.now()`; other clocks count in other units. */
function isNow(unit: Unit, node: Node): boolean {
  const at = unwrap(node);
  return at.type === T.CallExpression && isClock(at, unit.scopes) && /(?:Date|performance)\.now$/.test(unit.textOf(at.callee));
}

function readsMilliseconds(unit: Unit, node: Node): boolean {
  return isNow(unit, node) || (node.type === T.BinaryExpression && node.operator === '-' && isNow(unit, node.left) && !hasClock(unit, node.right));
}

function hasClock(unit: Unit, node: Node): boolean {
  return isClock(unwrap(node), unit.scopes) || childrenOf(node).some((child) => hasClock(unit, child));
}

/** An operand of a difference, in parentheses where it would fall apart. */
function operand(unit: Unit, node: Node, isSubtrahend: boolean): string {
  const text = unit.textOf(node);
  const isWeaker = node.type === T.ConditionalExpression || node.type === T.LogicalExpression || (isSubtrahend && node.type === T.BinaryExpression);
  return isWeaker ? `(${text})` : text;
}
