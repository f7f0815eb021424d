import { isFunction, T, unwrap, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { errorTaker, type CallbackPlace } from './error-taker.ts';
import { handleNamed } from './handle-named-callback.ts';
import { styleOf } from './style.ts';
import { isConsoleShadowed, printedError } from './unwaited-promise.ts';

/**
 * The edits that make a function which gives a promise one that gives nothing and handles the error itself:
 * `async (x) => { … }` → `(x) => { void (async () => { … })().catch(…); }`. The error goes to `reject` in an executor, to `next`
 * where a request waits for an answer, and is printed elsewhere. Undefined where nobody could be told of it that should, and for
 * names that are taken away again later: a listener must be the same to be removed.
 */
export function handleInCallback(unit: Unit, callback: Node, place: CallbackPlace): EditInput[] | undefined {
  const fn = unwrap(callback);
  if (!isFunction(fn)) return handleNamed(unit, callback, place);
  if (fn.generator) return undefined;
  const taker = errorTaker(unit, fn, callback, place);
  if (!taker || (taker.handler === printedError(unit) && isConsoleShadowed(unit, callback))) return undefined;
  const edits = (fn.async ? undefined : chained(unit, fn, taker.handler)) ?? wrapped(unit, fn, taker.handler);
  return edits && [...taker.edits, ...edits];
}

/** The body goes into an async function of its own; `this` and `arguments` mean the same in it. */
function wrapped(unit: Unit, fn: FunctionNode, handler: string): EditInput[] | undefined {
  const isMethod = fn.parent.type === T.Property && fn.parent.method;
  const from = isMethod ? fn.parent.range[0] : fn.range[0];
  const keyword = /^async\s+/.exec(unit.text.slice(from)) ?? /^async/.exec(unit.text.slice(from));
  const start = bodyStart(unit, fn);
  if ((fn.async && !keyword) || start === undefined) return undefined;
  const type = fn.returnType;
  return [
    ...(fn.async && keyword ? [{ start: from, end: from + keyword[0].length, text: '' }] : []),
    ...(type ? [{ start: type.range[0], end: type.range[1], text: '' }] : []),
    { start, end: start, text: `{ void (async ()${type && fn.async ? unit.textOf(type) : ''} => ` },
    { start: fn.range[1], end: fn.range[1], text: `)()${handler}${styleOf(unit).semicolons ? ';' : ''} }` },
  ];
}

/**
 * `() => save()` → `() => { void save().catch(…); }`. In JavaScript nothing holds the classes that follow, or what stands in for a
 * method in a test, to a promise: `this.save()` → `void Promise.resolve(this.save()).catch(…)`.
 */
function chained(unit: Unit, fn: FunctionNode, handler: string): EditInput[] | undefined {
  const start = bodyStart(unit, fn);
  if (fn.type !== T.ArrowFunctionExpression || fn.body.type !== T.CallExpression || start === undefined || start !== fn.body.range[0] || unit.types.awaitability(fn.body) !== 'always') return undefined;
  const isLoose = !unit.isTypeScript && fn.body.callee.type === T.MemberExpression;
  const type = fn.returnType;
  return [
    ...(type ? [{ start: type.range[0], end: type.range[1], text: '' }] : []),
    { start, end: start, text: isLoose ? '{ void Promise.resolve(' : '{ void ' },
    { start: fn.range[1], end: fn.range[1], text: `${isLoose ? ')' : ''}${handler}${styleOf(unit).semicolons ? ';' : ''} }` },
  ];
}

/** Where a function's body starts, with the parentheses around an expression. */
function bodyStart(unit: Unit, fn: FunctionNode): number | undefined {
  if (fn.body.type === T.BlockStatement) return fn.body.range[0];
  const arrow = unit.text.indexOf('=>', fn.returnType?.range[1] ?? fn.params.at(-1)?.range[1] ?? fn.range[0]);
  return arrow < 0 || arrow > fn.body.range[0] ? undefined : arrow + 2 + (/^\s*/.exec(unit.text.slice(arrow + 2))?.[0].length ?? 0);
}
