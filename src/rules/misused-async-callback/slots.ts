import { calledMethod, propertyName, stringValue, T, unwrap, wrapped, type CallLike, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { isBuiltin } from '../../analysis/origin.ts';
import { resolveConstant } from '../../analysis/scopes.ts';
import { ignoresHandlers, switchesPromisesOn, takesPromises, waitsForCallbacks } from '../../knowledge/promise-takers.ts';
import type { RuleUnit } from '../define-rule.ts';

/** What becomes of the promise that a callback gives at a place. */
export type Slot = 'forEach' | 'predicate' | 'comparator' | 'accumulator' | 'timer' | 'interval' | 'executor' | 'listener' | 'handler' | 'slot';

const predicates = new Set(['filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every']);
const comparators = new Set(['sort', 'toSorted']);
const reducers = new Set(['reduce', 'reduceRight']);

/** The slot of an argument; undefined where its promise is taken, or nobody knows. */
export function slotOfArgument(call: CallLike, argument: Node, unit: RuleUnit): Slot | undefined {
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  const callee = unwrap(call.callee);
  const { eventSources } = unit.knowledge;
  const method = call.type === T.CallExpression ? calledMethod(call) : undefined;
  const name = method ?? (callee.type === T.Identifier ? callee.name : undefined);
  if (name !== undefined && waitsForCallbacks(name)) return undefined;
  // `promise[method](…)`: whatever it is called, a reaction's promise is waited for.
  if (callee.type === T.MemberExpression && callee.computed && unit.types.awaitability(callee.object) === 'always') return undefined;
  if (call.type === T.NewExpression) {
    if (index === 0 && callee.type === T.Identifier && callee.name === 'Promise' && unit.origins(callee).some(({ module }) => module === 'global')) return 'executor';
    return unit.types.expectsVoid(argument) === true ? 'slot' : undefined;
  }
  if (index === 0 && callee.type === T.MemberExpression && method !== undefined) {
    const kind = listSlot(method);
    if (kind && isList(callee.object, callee, unit)) return kind;
  }
  if (index === 0 && name !== undefined && /^(?:set|queueMicrotask|nextTick|request)/.test(name) && eventSources.isTimer(unit.origins(callee))) return name === 'setInterval' ? 'interval' : 'timer';
  if (method !== undefined && index === 1 && callee.type === T.MemberExpression && eventSources.isListenerMethod(method)) return isExit(callee, call) ? undefined : isEmitter(callee, method, unit) ? 'listener' : voidSlot(call, argument, unit);
  if (method !== undefined && callee.type === T.MemberExpression && eventSources.isRequestMethod(method) && isIgnoringServer(callee.object, unit)) return 'handler';
  return voidSlot(call, argument, unit);
}

/** `process.on('exit', …)`: what is waited for there never comes, and so nothing of it fails. */
function isExit({ object }: TSESTree.MemberExpression, { arguments: [event] }: CallLike): boolean {
  return object.type === T.Identifier && object.name === 'process' && event !== undefined && stringValue(event) === 'exit';
}

/** Whether a server or router was made by a package that ignores the promises of handlers, in the version at hand. */
function isIgnoringServer(server: Node, unit: RuleUnit): boolean {
  const made = resolveConstant(server, unit.scopes);
  if ((made.type !== T.CallExpression && made.type !== T.NewExpression) || switchesPromisesOn(unit.text)) return false;
  return unit.origins(made.callee).some(({ module }) => ignoresHandlers(module, unit.dependencies) && !unit.dependencies.has('express-async-errors'));
}

function listSlot(method: string): Slot | undefined {
  if (method === 'forEach') return 'forEach';
  if (predicates.has(method)) return 'predicate';
  if (comparators.has(method)) return 'comparator';
  return reducers.has(method) ? 'accumulator' : undefined;
}

/** Whether a method belongs to an array or another collection of the language; of unknown values, as far as the name of what is called tells. */
function isList(object: Node, callee: Node, unit: RuleUnit): boolean {
  if (unit.functionOf(callee) || unit.types.declaration(callee)) return false;
  const type = unit.types.typeOrigin(object);
  if (type) return type.module === 'global' && !/Stream|Iterator|Generator|Readable|Promise/.test(type.name);
  const made = resolveConstant(object, unit.scopes);
  if (made.type === T.ArrayExpression) return true;
  if (unit.types.hasMember(object, 'constructor') !== undefined) return unit.types.hasMember(object, 'forEach') === true && unit.types.hasMember(object, 'pipe') === false;
  // Who awaits `forEach` knows something else to be there than an array.
  const isAwaited = callee.parent !== undefined && wrapped(callee.parent).parent?.type === T.AwaitExpression;
  if (unit.origins(object).length > 0 || (isAwaited && callee.type === T.MemberExpression && propertyName(callee) === 'forEach')) return false;
  const at = unwrap(object);
  const name = at.type === T.Identifier ? at.name : at.type === T.MemberExpression ? propertyName(at) ?? '' : '';
  return !/stream|cursor|queue|observable|query|async|^_$|\$$/i.test(name);
}

/** Whether a listener is given to an emitter of Node's, or of the browser, that does not look at its promise. */
function isEmitter(callee: TSESTree.MemberExpression, method: string, unit: RuleUnit): boolean {
  if (unit.functionOf(callee) || switchesPromisesOn(unit.text)) return false;
  const origins = unit.origins(callee);
  if (origins.some(({ module }) => isBuiltin(module))) return true;
  return method === 'addEventListener' && origins.length === 0 && unit.types.typeOrigin(callee.object) === undefined && unit.types.declaration(callee) === undefined;
}

function voidSlot(call: TSESTree.CallExpression, argument: Node, unit: RuleUnit): Slot | undefined {
  if (unit.types.expectsVoid(argument) !== true || takesPromises(unit.origins(call.callee)) || switchesPromisesOn(unit.text)) return undefined;
  return unit.summaries.takesPromiseOf(call, call.arguments.findIndex((candidate) => candidate === argument)) ? undefined : 'slot';
}

/** Whether a reducer deals with the promise that its accumulator is: it awaits it, hands it on, or follows it. */
export function awaitsAccumulator(callback: Node, unit: RuleUnit): boolean {
  const fn = unit.functionOf(callback);
  const accumulator = fn?.params[0];
  // Others may be anywhere.
  if (!fn || !accumulator) return true;
  if (accumulator.type !== T.Identifier) return false;
  const references = unit.scopes.variableOf(accumulator)?.references ?? [];
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type === T.AwaitExpression || parent.type === T.ReturnStatement || parent.type === T.ArrowFunctionExpression) return true;
    if (parent.type === T.CallExpression || parent.type === T.ArrayExpression) return true;
    return parent.type === T.MemberExpression && parent.object === identifier && /^(?:then|catch|finally)$/.test(propertyName(parent) ?? '');
  });
}

/** Whether an attribute of an element is the handler of an event, by its name. */
export function isHandlerAttribute(attribute: TSESTree.JSXAttribute): boolean {
  const element = attribute.parent.name;
  return attribute.name.type === T.JSXIdentifier && /^on[A-Z]/.test(attribute.name.name) && element.type === T.JSXIdentifier && /^[a-z]/.test(element.name);
}

/** The name of the function that a callback is, or stands in, for messages. */
export function calleeText(call: CallLike, unit: RuleUnit): string {
  return calledMethod(call) ?? unit.textOf(call.callee);
}
