import { canReach, findPath } from '../../analysis/flow/queries.ts';
import { isSuspension, type Flow, type FlowPoint } from '../../analysis/flow/graph.ts';
import { enclosingFunction, isFunction, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { valueSources } from '../../analysis/value-sources.ts';
import type { RuleUnit } from '../define-rule.ts';
import { readKey, writesIn, type Write } from './accesses.ts';

const lockWords = /lock|mutex|exclusive|transaction|serial|synchroni[sz]|\btrx\b|critical|singleflight|single_flight|dedupe|debounce|throttle|\bonce\b|memoi[sz]e|queue|\batomic/i;
const sharedSlots = /sema|slot|limit|pool|permit/i;

/** Whether only one run of a function at a time comes to a node: under a lock, in a transaction, or because others are turned away before. */
export function isExclusive(node: Node, unit: RuleUnit, depth = 3): boolean {
  if (isWrapped(node, unit)) return true;
  for (let at: Node = node, fn = enclosingFunction(node); fn; at = fn, fn = enclosingFunction(fn)) {
    const flow = unit.flow(fn);
    const closed = claimsIn(fn, unit).all;
    const targets = flow.pointsOf(at);
    if (targets.length > 0 && closed.size > 0 && !findPath([flow.entry], (point) => targets.includes(point), { avoid: (point) => closed.has(point) })) return true;
    if (depth > 0 && isCalledExclusively(fn, unit, depth - 1)) return true;
    if (isFunction(fn) && fn.type !== T.ArrowFunctionExpression && fn.type !== T.FunctionExpression) break;
  }
  return false;
}

/** Where a function keeps others out. */
export interface Claims {
  /** It has found a flag unset and set it with no pause in between (`if (this.busy) return; this.busy = true;`). */
  flags: ReadonlySet<FlowPoint>;
  /** The same, and where it has waited for a lock: what was read before that may be out of date. */
  all: ReadonlySet<FlowPoint>;
}

const claimsByFunction = new WeakMap<FunctionNode, Claims>();

export function claimsIn(fn: FunctionNode, unit: RuleUnit): Claims {
  let found = claimsByFunction.get(fn);
  if (!found) {
    const flow = unit.flow(fn);
    const writes = writesIn(fn, unit).filter(isClaim);
    const flags = writes.filter((write) => isTestedBefore(write, fn, flow, unit)).flatMap(({ node }) => [...flow.pointsOf(node)]);
    const locks = flow.points.filter(({ node }) => node?.type === T.AwaitExpression && isLock(node.argument, unit));
    claimsByFunction.set(fn, (found = { flags: new Set(flags), all: new Set([...flags, ...locks]) }));
  }
  return found;
}

/** Sets a place to something: `busy = true`, `pending = load()`, not `busy = false` and no counter. */
function isClaim({ kind, value, node }: Write): boolean {
  if (kind === 'grow' || node.type === T.UpdateExpression) return false;
  const at = value && unwrap(value);
  return !(at?.type === T.Literal && !at.value) && !(at?.type === T.Identifier && at.name === 'undefined');
}

function isTestedBefore(write: Write, fn: FunctionNode, flow: Flow, unit: RuleUnit): boolean {
  const targets = flow.pointsOf(write.node);
  const key = write.place.key;
  return flow.points.some((point) => point.next.some(({ test, to }) => test !== undefined && mentions(test, key, fn, unit) &&
    (targets.includes(to) || canReach([to], targets, { avoid: isSuspension }))));
}

function mentions(test: Node, key: string, fn: FunctionNode, unit: RuleUnit): boolean {
  return valueSources(test, fn, unit.scopes).some((part) => readKey(part, fn, unit) === key);
}

/** `mutex.acquire()`, `this.lock()`, `lock.acquire(key)`: not a semaphore with several slots. */
function isLock(awaited: Node, unit: RuleUnit): boolean {
  const call = unwrap(awaited);
  if (call.type !== T.CallExpression) return false;
  const callee = unwrap(call.callee);
  const text = unit.textOf(callee);
  const name = callee.type === T.MemberExpression ? propertyName(callee) ?? '' : callee.type === T.Identifier ? callee.name : '';
  if (sharedSlots.test(text)) return isSingleSlot(callee, unit);
  if (/^(?:acquire|lock|waitForUnlock|runExclusive|take|enter|p)$/i.test(name) || /^(?:acquire|take|get|wait(?:For)?)\w*(?:Lock|Mutex|Turn)$/.test(name)) return true;
  return unit.summaries.limiterUse(call) === 'gate';
}

/** `new Semaphore(1)`. */
function isSingleSlot(callee: Node, unit: RuleUnit): boolean {
  if (callee.type !== T.MemberExpression) return false;
  const name = unwrap(callee.object);
  const field = name.type === T.MemberExpression ? propertyName(name) : name.type === T.Identifier ? name.name : undefined;
  return field !== undefined && new RegExp(`\\b${field.replace(/\W/g, '')}\\b[^=\\n]*=\\s*new \\w+\\(1\\)`).test(unit.text);
}

/** Whether a call around a node runs it under a lock or one after the other: `mutex.runExclusive(async () => …)`, `this.tail = this.tail.then(…)`. */
function isWrapped(node: Node, unit: RuleUnit): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    if (hasLockDecorator(fn, unit)) return true;
    const value = wrapped(fn);
    const call = value.parent;
    if (call?.type === T.CallExpression && call.callee === value && isKeptRun(call)) return true;
    if (call?.type !== T.CallExpression || call.callee === value) continue;
    const callee = unwrap(call.callee);
    const text = unit.textOf(callee);
    if (lockWords.test(text) && !sharedSlots.test(text)) return true;
    if (callee.type === T.MemberExpression && /^(?:then|finally|catch)$/.test(propertyName(callee) ?? '') && isChained(callee.object, unit)) return true;
    if (unit.summaries.limiterUse(call) === 'wrap' && !sharedSlots.test(text)) return true;
    // The callback of a transaction is given it.
    if (fn.params.some((parameter) => parameter.type === T.Identifier && /^(?:tx|trx|transaction)$/i.test(parameter.name))) return true;
  }
  return false;
}

/** `this.pending ??= (async () => { … })().finally(…)`: all who come meanwhile wait for that run. */
function isKeptRun(call: Node): boolean {
  let at = wrapped(call);
  while (at.parent?.type === T.MemberExpression && at.parent.object === at && at.parent.parent.type === T.CallExpression && /^(?:finally|catch|then)$/.test(propertyName(at.parent) ?? '')) at = wrapped(at.parent.parent);
  return at.parent?.type === T.AssignmentExpression && at.parent.operator === '??=';
}

function hasLockDecorator(fn: FunctionNode, unit: RuleUnit): boolean {
  const method = fn.parent;
  return method.type === T.MethodDefinition && (method.decorators ?? []).some((decorator) => lockWords.test(unit.textOf(decorator)));
}

/** `this.tail.then(…)`, where the file sets `this.tail` anew: each runs when the one before has ended. */
function isChained(object: Node, unit: RuleUnit): boolean {
  const at = unwrap(object);
  if (at.type !== T.MemberExpression && at.type !== T.Identifier) return false;
  const text = unit.textOf(at);
  let assigned = false;
  walk(unit.ast, (node) => { if (node.type === T.AssignmentExpression && unit.textOf(node.left) === text) assigned = true; });
  return assigned;
}

const callsByUnit = new WeakMap<TSESTree.Program, Map<FunctionNode, TSESTree.CallExpression[]>>();

/** The calls of a function in its own file. */
export function callsOf(fn: FunctionNode, unit: RuleUnit): readonly TSESTree.CallExpression[] {
  let calls = callsByUnit.get(unit.ast);
  if (!calls) {
    const made = new Map<FunctionNode, TSESTree.CallExpression[]>();
    walk(unit.ast, (node) => {
      const target = node.type === T.CallExpression ? unit.functionOf(node.callee) : undefined;
      if (target && node.type === T.CallExpression) made.set(target, [...(made.get(target) ?? []), node]);
    });
    callsByUnit.set(unit.ast, (calls = made));
  }
  return calls.get(fn) ?? [];
}

/** A helper that only code which is itself exclusive calls. */
function isCalledExclusively(fn: FunctionNode, unit: RuleUnit, depth: number): boolean {
  if (!isHelper(fn)) return false;
  const calls = callsOf(fn, unit);
  return calls.length > 0 && calls.every((call) => isExclusive(call, unit, depth));
}

/** Out of reach of other files, as far as its declaration says. */
export function isHelper(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === T.MethodDefinition) return parent.key.type === T.PrivateIdentifier || parent.accessibility === 'private' || parent.accessibility === 'protected' || (parent.key.type === T.Identifier && parent.key.name.startsWith('_'));
  return fn.type === T.FunctionDeclaration ? parent.type !== T.ExportNamedDeclaration && parent.type !== T.ExportDefaultDeclaration : parent.type === T.VariableDeclarator;
}
