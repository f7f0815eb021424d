import { enclosingFunction, T, unwrap, wrapped, type CallLike, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName } from './imports.ts';
import { printedError, takerOf } from './unwaited-promise.ts';
import { isLeftEarly } from './without-constructor.ts';

/** Where a callback stands, as far as it decides who is told of its error. */
export interface CallbackPlace {
  slot: string;
  /** The call that it is given to; undefined for properties, variables and return values. */
  call: CallLike | undefined;
}

/** Who is told of the error of a callback's promise: what is chained to it, and the edits that make the name known. */
interface ErrorTaker {
  handler: string;
  edits: EditInput[];
}

/** Slots whose callback runs once: what goes wrong there is the outcome of the promise around it. */
const once = /^(?:timer|slot)$/;

/**
 * Who is to be told of the error of a function that is given as a callback. Undefined where somebody would go on waiting for an
 * answer, or the one who answers takes more than an error.
 */
export function errorTaker(unit: Unit, fn: FunctionNode, callback: Node, place: CallbackPlace): ErrorTaker | undefined {
  const { params } = fn;
  const names = params.map((parameter) => (parameter.type === T.Identifier ? parameter.name : ''));
  if (place.slot === 'executor') {
    const taker = added(unit, fn, callback, 1, ['reject', 'fail']);
    const { call } = place;
    return taker && call && isLeftEarly(call) ? { ...taker, edits: [{ start: call.range[0], end: call.range[0], text: 'await ' }, ...taker.edits] } : taker;
  }
  const index = names.findIndex((name) => /^_?(?:next|cb|callback|done)$/.test(name));
  const next = params[index];
  if (next) return unit.isTypeScript && (unit.types.parameterCount(next) ?? 1) > 1 ? undefined : { handler: `.catch(${names[index]})`, edits: [] };
  if (isRequestHandler(unit, place)) return added(unit, fn, callback, 2, ['next', 'nextHandler']);
  if (names.some((name, at) => isAnswer(name, at, names))) return undefined;
  const taker = once.test(place.slot) && isInExecutor(fn) ? takerOf(unit, callback) : undefined;
  return { handler: typeof taker === 'object' ? `.catch(${taker.reject})` : printedError(unit), edits: [] };
}

/** Whether a callback is a request handler of Express, whose third parameter takes the error. */
export function isRequestHandler(unit: Unit, { slot, call }: CallbackPlace): boolean {
  if (slot === 'handler') return true;
  const callee = call && unwrap(call.callee);
  return slot === 'slot' && callee?.type === T.MemberExpression && unit.origins(callee).some(({ module }) => /^express(?:-serve-static-core)?$/.test(module));
}

/** A parameter that somebody waits behind: what a client's callback is given is an answer already. */
function isAnswer(name: string, at: number, names: readonly string[]): boolean {
  if (/^(?:reply|ctx)$/.test(name)) return true;
  return /^(?:res|response)$/.test(name) && at > 0 && !/^(?:e|err|error)$/.test(names[at - 1] ?? '');
}

function isInExecutor(fn: FunctionNode): boolean {
  const outer = enclosingFunction(fn);
  const { parent } = outer ? wrapped(outer) : fn;
  return parent?.type === T.NewExpression && parent.callee.type === T.Identifier && parent.callee.name === 'Promise';
}

/** The parameter at an index takes the error; it, and those before it, are added where they are missing. */
function added(unit: Unit, fn: FunctionNode, callback: Node, index: number, choice: readonly string[]): ErrorTaker | undefined {
  const { params } = fn;
  const known = params[index];
  if (known) return known.type === T.Identifier && params.length === index + 1 ? { handler: `.catch(${known.name})`, edits: [] } : undefined;
  const name = freeName(unit, fn.body, choice);
  // What a cast hides gives a new parameter no type.
  if (name === undefined || params.some(({ type }) => type === T.RestElement) || (unit.isTypeScript && callback !== fn)) return undefined;
  const missing = [...(index === 1 ? ['_resolve'] : ['_req', '_res']).slice(params.length), name].join(', ');
  const last = params.at(-1);
  if (!last) {
    const open = unit.text.indexOf('()', fn.range[0]);
    return open < 0 || open > fn.body.range[0] || fn.typeParameters ? undefined : { handler: `.catch(${name})`, edits: [{ start: open + 1, end: open + 1, text: missing }] };
  }
  const isBare = params.length === 1 && !/^\s*,?\s*(?:\/\*.*?\*\/\s*)?\)/.test(unit.text.slice(last.range[1]));
  const edits = isBare
    ? [{ start: last.range[0], end: last.range[0], text: '(' }, { start: last.range[1], end: last.range[1], text: `, ${missing})` }]
    : [{ start: last.range[1], end: last.range[1], text: `, ${missing}` }];
  return { handler: `.catch(${name})`, edits };
}
