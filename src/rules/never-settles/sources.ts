import { calledMethod, enclosingFunction, propertyName, stringValue, T, unwrap, walk, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { constantValue, type Variable } from '../../analysis/scopes.ts';
import type { Emitter } from '../../knowledge/event-outcomes.ts';
import type { RuleUnit } from '../define-rule.ts';
import { caresOf, takerOf, type Executor } from './executor.ts';

/** Where an executor waits for the success of something that can fail too, and does not listen to the failure. */
export interface Source {
  emitter: Emitter;
  /** What emits, where it stands. */
  object: Node;
  /** The registration of the listener: a call, or an assignment to `onload`. */
  registration: TSESTree.CallExpression | TSESTree.AssignmentExpression;
  event: string;
}

/** A listener that settles: the object, the event and the call or assignment that registers it. */
interface Listening {
  object: Node;
  event: string;
  registration: Source['registration'];
  /** The maker's own callback: `http.get(url, (response) => …)`. */
  isCallback: boolean;
}

/** The first source of an executor whose failure nobody hears of. */
export function deafSource(executor: Executor, unit: RuleUnit): Source | undefined {
  // To settle it at once is one way of several; what else there is has to listen.
  const cares = caresOf(executor.fn, executor).filter((care) => care.type !== T.CallExpression || !settlesAtOnce(care, executor, unit));
  const listening = cares.map((care) => listeningOf(care, unit));
  // A timer, or anything else that may settle it: then it does not wait for ever.
  if (listening.some((found) => found === undefined)) return undefined;
  for (const found of listening) {
    const emitter = found && emitterOf(found, unit);
    if (!found || !emitter?.success.includes(found.event) || hearsFailure(found, emitter, executor, unit)) continue;
    if (isAloneWith(found, listening, unit)) return { emitter, ...found };
  }
  return undefined;
}

/** `if (!path) return reject(…)` in the executor itself. */
function settlesAtOnce(call: TSESTree.CallExpression, { fn }: Executor, unit: RuleUnit): boolean {
  return call.callee.type === T.Identifier && fn.params.some((parameter) => unit.scopes.variableOf(call.callee) === unit.scopes.variableOf(parameter));
}

/** A second emitter may tell of the failure: `child.stdout.on('end', resolve); child.on('error', reject)`. */
function isAloneWith(one: Listening, all: readonly (Listening | undefined)[], unit: RuleUnit): boolean {
  const name = rootName(one.object, unit);
  return all.every((other) => other === undefined || rootName(other.object, unit) === name || !/^(?:error|abort|close|exit|timeout)/.test(other.event));
}

function rootName(node: Node, unit: RuleUnit): string {
  return unit.textOf(emitterExpression(node));
}

function listeningOf(care: Node, unit: RuleUnit): Listening | undefined {
  const at = care.type === T.CallExpression ? undefined : care;
  const assignment = at && assignmentOf(at);
  if (assignment) return assignment;
  const taker = at && takerOf(at);
  if (!taker) return undefined;
  const { call, index } = taker;
  const method = calledMethod(call);
  const callee = unwrap(call.callee);
  const event = call.arguments[0] && stringValue(call.arguments[0]);
  if (method !== undefined && unit.knowledge.eventSources.isListenerMethod(method) && callee.type === T.MemberExpression && index === 1 && event !== undefined) return { object: callee.object, event, registration: call, isCallback: false };
  const made = index === call.arguments.length - 1 ? unit.knowledge.eventOutcomes.madeBy(unit.origins(callee)) : undefined;
  return made?.takesCallback ? { object: call, event: made.success[0] ?? '', registration: call, isCallback: true } : undefined;
}

/** `reader.onload = () => resolve(reader.result)`. */
function assignmentOf(value: Node): Listening | undefined {
  const { parent } = value;
  if (parent?.type !== T.AssignmentExpression || parent.right !== value || parent.left.type !== T.MemberExpression) return undefined;
  const property = propertyName(parent.left);
  return property?.startsWith('on') ? { object: parent.left.object, event: property.slice(2), registration: parent, isCallback: false } : undefined;
}

function emitterOf({ object, registration }: Listening, unit: RuleUnit): Emitter | undefined {
  const { eventOutcomes } = unit.knowledge;
  const at = emitterExpression(object);
  if (isProcess(at, unit)) return undefined;
  const value = at.type === T.Identifier ? valueOf(unit.scopes.variableOf(at), registration) ?? at : at;
  const made = unwrap(value);
  if (made.type === T.CallExpression || made.type === T.NewExpression) {
    const origins = unit.origins(made.callee);
    const known = eventOutcomes.madeBy(made.type === T.NewExpression ? origins.map(({ module, name }) => ({ module, name: `${name}#` })) : origins);
    if (known) return known;
  }
  const type = unit.types.typeOrigin(at);
  return type && eventOutcomes.ofType(type);
}

/** What `.on(…)`, `.setEncoding(…)` and `.pipe(target)` give: the object itself, or the target. */
function emitterExpression(object: Node): Node {
  let at = unwrap(object);
  for (let method = calledMethod(at); method !== undefined && at.type === T.CallExpression; method = calledMethod(at)) {
    const [target] = at.arguments;
    if (method === 'pipe' && target) at = unwrap(target);
    else if (/^(?:on|once|addListener|setEncoding|setTimeout)$/.test(method) && at.callee.type === T.MemberExpression) at = unwrap(at.callee.object);
    else break;
  }
  return at;
}

/** The standard streams fail with the process. */
function isProcess(node: Node, unit: RuleUnit): boolean {
  return /(?:^|\.)std(?:in|out|err)$/.test(unit.textOf(node));
}

function valueOf(variable: Variable | undefined, near: Node): Node | undefined {
  if (!variable) return undefined;
  const value = constantValue(variable);
  if (value) return value;
  // Assigned in the same function, once.
  const writes = variable.references.filter((reference) => reference.isWrite() && reference.writeExpr);
  return writes.length === 1 && enclosingFunction(writes[0]?.identifier as Node) === enclosingFunction(near) ? writes[0]?.writeExpr as Node : undefined;
}

/** Whether somebody listens to what comes when it fails, or takes the object along: all over the file, for an error that is heard is dealt with. */
function hearsFailure({ object, registration, isCallback }: Listening, emitter: Emitter, { carriers }: Executor, unit: RuleUnit): boolean {
  const heard = new Set([...emitter.failure, ...emitter.settled]);
  const at = isCallback ? holderOf(registration) ?? registration : emitterExpression(object);
  const isIt = (node: Node): boolean => isSame(emitterExpression(node), at, unit);
  let found = false;
  walk(unit.ast, (node) => {
    if (found) return false;
    if (node.type === T.CallExpression) {
      const isSettling = node.callee.type === T.Identifier && [...carriers].some((carrier) => unit.scopes.variableOf(node.callee) === carrier);
      found = isHearing(node, heard, isIt) || (!isSettling && isTakenAlong(node, isIt));
    } else if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression) {
      found = heard.has((propertyName(node.left) ?? '').replace(/^on/, '')) && isIt(node.left.object);
    }
    return !found;
  });
  return found;
}

function isHearing(call: TSESTree.CallExpression, heard: ReadonlySet<string>, isIt: (owner: Node) => boolean): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || !/^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener)$/.test(propertyName(callee) ?? '')) return false;
  const [event] = call.arguments;
  return event !== undefined && heard.has(stringValue(event) ?? 'error') && isIt(callee.object);
}

function isSame(node: Node, other: Node, unit: RuleUnit): boolean {
  if (node === other) return true;
  if (node.type === T.Identifier || other.type === T.Identifier) return node.type === other.type && unit.scopes.variableOf(node) === unit.scopes.variableOf(other) && unit.textOf(node) === unit.textOf(other);
  return node.type === T.MemberExpression && unit.textOf(node) === unit.textOf(other);
}

/** `finished(stream, done)`, `pipeline(a, b)`, `watch(child)`: whoever is given it may listen; a list, or a parent in the document, does not. */
function isTakenAlong(call: TSESTree.CallExpression, isIt: (owner: Node) => boolean): boolean {
  return !/^(?:pipe|push|append|appendChild|prepend|insertBefore)$/.test(calledMethod(call) ?? '') && call.arguments.some((argument) => /^(?:Identifier|MemberExpression)$/.test(argument.type) && isIt(argument));
}

/** The variable that a maker's call is kept in. */
function holderOf(call: Node): Node | undefined {
  const { parent } = call;
  if (parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier) return parent.id;
  return parent?.type === T.AssignmentExpression && parent.left.type === T.Identifier ? parent.left : undefined;
}
