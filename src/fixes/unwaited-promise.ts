import { enclosingFunction, isFunction, isInside, T, unwrap, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Scope, Variable } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import { canAwait, isParenthesized, prefixed } from './await-promise.ts';
import { styleOf } from './style.ts';

/** The edits that mark an expression as deliberately not awaited: `void f()`. */
export function voidPromise(unit: Unit, expression: Node): EditInput[] {
  return prefixed(unit, expression, 'void');
}

/**
 * The edits that give a promise a handler: `.catch(reject)` where a promise is made around it, else one that prints the error.
 * Undefined where the value is not always a promise, `console` means something else, or somebody would go on waiting for an
 * answer that a printed error does not give.
 */
export function catchRejection(unit: Unit, expression: Node): EditInput[] | undefined {
  if (!isAlwaysPromise(unit, expression)) return undefined;
  const taker = takerOf(unit, expression);
  if (taker === 'unknown' || (taker === 'nobody' && isConsoleShadowed(unit, expression))) return undefined;
  const { range: [start, end] } = expression;
  const handler = `${lineBreakOfChain(unit, expression)}.catch(${taker === 'nobody' ? printer(unit) : taker.reject})`;
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
export function isThenCallback(unit: Unit, fn: FunctionNode): boolean {
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

/**
 * Who waits for the outcome of the code around an expression: the promise whose executor this is (with the name of its `reject`),
 * `unknown` where there is a callback or a response that only the code itself can answer, or `nobody`.
 */
export function takerOf(unit: Unit, expression: Node): { reject: string } | 'unknown' | 'nobody' {
  for (let fn = enclosingFunction(expression); fn; fn = enclosingFunction(fn)) {
    const [, reject] = fn.params;
    if (fn.parent.type === T.NewExpression && fn.parent.arguments[0] === fn && fn.parent.callee.type === T.Identifier && fn.parent.callee.name === 'Promise') {
      return reject?.type === T.Identifier && variableNamed(unit, reject.name, expression) === unit.scopes.variableOf(reject) ? { reject: reject.name } : 'unknown';
    }
    for (const parameter of fn.params) {
      if (parameter.type !== T.Identifier) continue;
      if (/^(?:cb|callback|done|next)$/.test(parameter.name)) return 'unknown';
      if (/^(?:res|response|reply|ctx)$/.test(parameter.name) && unit.scopes.variableOf(parameter)?.references.some(({ identifier }) => isInside(identifier as Node, expression))) return 'unknown';
    }
  }
  return 'nobody';
}

function variableNamed(unit: Unit, name: string, node: Node): Variable | undefined {
  for (let scope: Scope | null = unit.scopes.scopeOf(node); scope; scope = scope.upper) {
    const found = scope.set.get(name);
    if (found) return found;
  }
  return undefined;
}

/** A function that prints an error, in the file's style. */
function printer(unit: Unit): string {
  return `(error) => { console.error(error)${styleOf(unit).semicolons ? ';' : ''} }`;
}

/** What is chained to a promise whose error is printed. */
export function printedError(unit: Unit): string {
  return `.catch(${printer(unit)})`;
}

/** Whether `console` means something of the program's own at a node. */
export function isConsoleShadowed(unit: Unit, node: Node): boolean {
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
export function lineBreakOfChain(unit: Unit, expression: Node): string {
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
