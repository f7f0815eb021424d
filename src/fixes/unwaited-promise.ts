import { isFunction, T, unwrap, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { canAwait, isParenthesized, prefixed } from './await-promise.ts';

/** The edits that mark an expression as deliberately not awaited: `void f()`. */
export function voidPromise(unit: Unit, expression: Node): EditInput[] {
  return prefixed(unit, expression, 'void');
}

/**
 * The edits that give a promise a handler which prints the error: `.catch((error) => { console.error(error); })`.
 * Undefined where the value is not always a promise, or `console` means something else.
 */
export function catchRejection(unit: Unit, expression: Node): EditInput[] | undefined {
  if (!isAlwaysPromise(unit, expression) || isConsoleShadowed(unit, expression)) return undefined;
  const { range: [start, end] } = expression;
  const handler = `${lineBreakOfChain(unit, expression)}.catch((error) => { console.error(error); })`;
  if (isChainable(unit, expression) || isParenthesized(unit, expression)) return [{ start: end, end, text: handler }];
  return [{ start, end: start, text: '(' }, { start: end, end, text: `)${handler}` }];
}

/**
 * The edit that returns the promise of an expression statement: only of the last statement of an async function, or of a
 * callback of `then`, and only where the promise has no value that would change the function's type.
 */
export function returnPromise(unit: Unit, expression: Node): EditInput[] | undefined {
  const statement = expression.parent;
  if (statement?.type !== T.ExpressionStatement || statement.parent.type !== T.BlockStatement) return undefined;
  const fn = statement.parent.parent;
  if (!isFunction(fn) || fn.generator || fn.body.type !== T.BlockStatement || fn.body.body.at(-1) !== statement) return undefined;
  if (fn.parent.type === T.MethodDefinition && fn.parent.kind !== 'method') return undefined;
  if (!fn.async && !isThenCallback(unit, fn)) return undefined;
  if (unit.isTypeScript && unit.types.resolvesToVoid(expression) !== true) return undefined;
  return [{ start: statement.range[0], end: statement.range[0], text: 'return ' }];
}

/** What is returned from a callback of `then` or `catch` is waited for. */
function isThenCallback(unit: Unit, fn: FunctionNode): boolean {
  const call = fn.parent;
  if (call.type !== T.CallExpression || !call.arguments.includes(fn as TSESTree.CallExpressionArgument)) return false;
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || callee.property.type !== T.Identifier || !/^(?:then|catch)$/.test(callee.property.name)) return false;
  return unit.types.awaitability(callee.object) === 'always';
}

/** The value itself, or (in an optional chain) what the call at its end gives. */
function isAlwaysPromise(unit: Unit, expression: Node): boolean {
  if (unit.types.awaitability(expression) === 'always') return true;
  const inner = unwrap(expression);
  return expression.type === T.ChainExpression && inner.type === T.CallExpression && unit.types.returnAwaitability(inner.callee) === 'always';
}

function isConsoleShadowed(unit: Unit, node: Node): boolean {
  for (let scope = unit.scopes.scopeOf(node) as ReturnType<Unit['scopes']['scopeOf']> | null; scope; scope = scope.upper) {
    if (scope.set.get('console')?.defs.length) return true;
  }
  return false;
}

/** Whether `.name` may follow directly. */
function isChainable(unit: Unit, node: Node): boolean {
  switch (node.type) {
    case T.NewExpression:
      return unit.text[node.range[1] - 1] === ')';
    case T.CallExpression: case T.MemberExpression: case T.Identifier: case T.ChainExpression: case T.TaggedTemplateExpression:
    case T.ImportExpression: case T.TSNonNullExpression: case T.ThisExpression:
      return true;
    default:
      return false;
  }
}

/** The white space before a chain's last link, where the chain is written one link per line. */
function lineBreakOfChain(unit: Unit, expression: Node): string {
  const call = unwrap(expression);
  if (call.type !== T.CallExpression || call.callee.type !== T.MemberExpression) return '';
  const { object, property } = call.callee;
  const between = unit.text.slice(object.range[1], property.range[0]);
  return /^\s*\n\s*\??\.$/.test(between) ? between.replace(/\??\.$/, '') : '';
}

/**
 * The edits that await the promises of an array literal, with `Promise.all`. Undefined for arrays of unknown size, which
 * would all run at the same time, and where `await` is not allowed.
 */
export function awaitArray(unit: Unit, expression: Node): EditInput[] | undefined {
  const array = expression.type === T.AwaitExpression ? expression.argument : expression;
  if (array.type !== T.ArrayExpression || array.elements.some((element) => element?.type === T.SpreadElement) || !canAwait(unit, expression)) return undefined;
  const { range: [start, end] } = array;
  return [{ start, end: start, text: expression === array ? 'await Promise.all(' : 'Promise.all(' }, { start: end, end, text: ')' }];
}
