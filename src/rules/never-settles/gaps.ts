import type { FlowEdge, FlowPoint } from '../../analysis/flow/graph.ts';
import { findPath } from '../../analysis/flow/queries.ts';
import { ancestor, calledMethod, isFunction, isInside, T, unwrap, walk, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { isHarmlessFunction, isLogging, isThrower } from '../../knowledge/harmless-calls.ts';
import type { RuleUnit } from '../define-rule.ts';
import { caresOf, takerOf, type Executor } from './executor.ts';

/** A way through a function on which nothing takes care of the promise. */
export interface Gap {
  /** The executor, or a callback in it. */
  fn: FunctionNode;
  /** Where the way turned off; undefined: it is the end of the body. */
  node: Node | undefined;
  /** The condition that led there, last. */
  test: Node | undefined;
  isThrow: boolean;
  /** It rests on an empty list, on nothing standing where an optional chain begins, or on when an unknown function calls back: whoever wrote it may know better. */
  isDoubtful: boolean;
}

/** A way through the executor, or through the one callback that everything hangs on, which settles nothing. */
export function branchGap(executor: Executor, unit: RuleUnit): Gap | undefined {
  let fn = executor.fn;
  for (let depth = 0; depth < 4; depth += 1) {
    const cares = caresOf(fn, executor);
    const gap = gapIn(fn, cares, executor, unit);
    if (gap) return gap;
    const [only] = cares;
    // Where something else may settle it (a timer, another event), a callback may pass.
    if (cares.length !== 1 || !isFunction(only) || !runsOnce(only, unit)) return undefined;
    fn = only;
  }
  return undefined;
}

/** A throw in a callback of the event loop: no promise rejects with it. */
export function throwGap(executor: Executor, unit: RuleUnit): Gap | undefined {
  let found: Gap | undefined;
  walk(executor.fn.body, (node) => {
    if (found || !isFunction(node) || !isCalledByEventLoop(node, unit)) return !found;
    const cares = caresOf(node, executor);
    found = cares.length > 0 ? throwIn(node, cares, unit) : undefined;
    return !found;
  });
  return found;
}

function gapIn(fn: FunctionNode, cares: readonly Node[], executor: Executor, unit: RuleUnit): Gap | undefined {
  const flow = unit.flow(fn);
  // What is used where no path leads (a class body) is not understood.
  if (cares.length === 0 || cares.every((care) => flow.pointsOf(care).length === 0)) return undefined;
  const path = findPath([flow.entry], (point) => point === flow.exit, {
    avoid: caring(cares),
    follow: (edge) => edge.kind !== 'unmatched' && edge.kind !== 'abandon' && (edge.kind !== 'throw' || canThrow(edge.from.node, unit)),
  });
  if (!path || path.some((edge) => edge.test && (saysSettled(edge.test, fn, executor, unit) || contradicts(edge, path, unit)))) return undefined;
  const turn = path.findLast(({ from, kind }) => kind === 'throw' || from.node?.type === T.ReturnStatement);
  return { fn, node: turn?.from.node, test: path.findLast(({ test }) => test !== undefined)?.test, isThrow: false, isDoubtful: path.some((edge) => isNothing(edge) || isEmptyList(edge, cares)) };
}

function throwIn(fn: FunctionNode, cares: readonly Node[], unit: RuleUnit): Gap | undefined {
  const flow = unit.flow(fn);
  const path = findPath([flow.entry], (point) => point === flow.throwExit, {
    avoid: caring(cares),
    follow: ({ kind, from }) => kind !== 'throw' || from.node?.type === T.ThrowStatement || isRisky(from.node, unit),
  });
  const turn = path?.findLast(({ kind }) => kind === 'throw');
  return turn?.from.node && { fn, node: turn.from.node, test: path?.findLast(({ test }) => test !== undefined)?.test, isThrow: true, isDoubtful: unit.summaries.isOfPackage() && (unit.summaries.isStartedByHand() || !isKnownToComeLater(fn, unit)) };
}

/** `server?.close(resolve)`, without a server. */
function isNothing({ kind, test }: FlowEdge): boolean {
  return kind === 'nullish' && test !== undefined;
}

/** A loop that goes through no element, though each would settle the promise. */
function isEmptyList({ from, to }: FlowEdge, cares: readonly Node[]): boolean {
  const loop = from.node;
  if (loop?.type !== T.ForOfStatement || to.kind !== 'join' || to.node) return false;
  return cares.some((care) => isInside(care, loop.body) && ancestor(care, (at) => at === loop || at.type === T.IfStatement || at.type === T.SwitchStatement) === loop);
}

function caring(cares: readonly Node[]): (point: FlowPoint) => boolean {
  const nodes = new Set(cares);
  return ({ node }) => node !== undefined && nodes.has(node);
}

/** `JSON.parse(body)`: it throws for what comes from outside. */
function isRisky(node: Node | undefined, unit: RuleUnit): boolean {
  return node?.type === T.CallExpression && unit.origins(node.callee).some(({ module, name }) => isThrower(module, name)) && !isTriedBefore(node, unit);
}

/** `if (isJson(text)) … JSON.parse(text)`: it stands behind a question for just that. */
function isTriedBefore(call: TSESTree.CallExpression, unit: RuleUnit): boolean {
  const [input] = call.arguments;
  const text = input && unit.textOf(input);
  for (let at: Node = call; at.parent && !isFunction(at.parent); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type !== T.IfStatement || parent.consequent !== at) continue;
    let asks = false;
    walk(parent.test, (node) => { asks ||= node.type === T.CallExpression && /json|parse|valid/i.test(unit.textOf(node.callee)) && !/stringify/.test(unit.textOf(node.callee)) && node.arguments.some((argument) => unit.textOf(argument) === text); });
    if (asks) return true;
  }
  return false;
}

function canThrow(node: Node | undefined, unit: RuleUnit): boolean {
  if (node?.type !== T.CallExpression) return true;
  const callee = unwrap(node.callee);
  if (callee.type === T.MemberExpression && isLogging(unit.textOf(callee.object).split('.').at(-1) ?? '', calledMethod(node) ?? '')) return false;
  return !unit.origins(callee).some(({ module, name }) => module === 'global' && isHarmlessFunction(name));
}

/** `if (settled) return`: a flag that the executor sets itself, or one whose name says that all is over. */
function saysSettled(test: Node, fn: FunctionNode, executor: Executor, unit: RuleUnit): boolean {
  let found = false;
  walk(test, (node) => {
    if (node.type !== T.Identifier) return;
    // `if (!mounted.current) return`: nobody is there to wait for it any more.
    found ||= /^(?:is)?(?:un)?mounted(?:Ref)?$/i.test(node.name);
    const writes = unit.scopes.variableOf(node)?.references.filter((reference) => reference.isWrite() && !reference.init) ?? [];
    found ||= writes.some(({ identifier }) => isInside(identifier as Node, executor.fn)) ||
      fn !== executor.fn && /(?:settled|resolved|rejected|done|finished|called|aborted|cancell?ed|destroyed|closed|ended|disposed)$|stop|shut|unmount|tear/i.test(node.name);
  });
  return found;
}

/** Whether the same condition comes out one way here and the other way there. */
function contradicts({ test, kind }: FlowEdge, path: readonly FlowEdge[], unit: RuleUnit): boolean {
  return test !== undefined && path.some((other) => other.test !== undefined && other.test !== test && other.kind !== kind && unit.textOf(other.test) === unit.textOf(test));
}

/** Whether a callback is called at most once: of Node's functions, timers, `once`, reactions of promises, and all that take an error first. */
function runsOnce(fn: FunctionNode, unit: RuleUnit): boolean {
  const taker = takerOf(fn);
  if (!taker) return false;
  const { call, index } = taker;
  const { eventSources } = unit.knowledge;
  const origins = unit.origins(call.callee);
  const name = origins[0]?.name.split('.').at(-1) ?? '';
  const method = calledMethod(call);
  if (eventSources.isTimer(origins)) return index === 0 && eventSources.isOneShot(name);
  if (method === 'then') return unit.types.awaitability(call) === 'always';
  if (method === 'once') return index === 1;
  if (index !== call.arguments.length - 1 || (method !== undefined && eventSources.isListenerMethod(method))) return false;
  return (eventSources.takesCallback(origins) && eventSources.isOneShot(name) && !eventSources.isServerFactory(origins)) || isErrorFirst(fn);
}

/** Whether a throw in the callback goes to nobody: it is called by a timer, an emitter, or one of Node's functions. */
function isCalledByEventLoop(fn: FunctionNode, unit: RuleUnit): boolean {
  const taker = takerOf(fn);
  if (!taker || fn.async) return false;
  return isKnownToComeLater(fn, unit) || (taker.index === taker.call.arguments.length - 1 && isErrorFirst(fn));
}

/** Whether a callback runs when the executor is long done; a store in memory may call one with `(error, value)` at once, and its throw then rejects. */
function isKnownToComeLater(fn: FunctionNode, unit: RuleUnit): boolean {
  const taker = takerOf(fn);
  if (!taker) return false;
  const { call, index } = taker;
  const { eventSources } = unit.knowledge;
  const origins = unit.origins(call.callee);
  const method = calledMethod(call);
  if (eventSources.isTimer(origins)) return index === 0;
  if (method !== undefined && eventSources.isListenerMethod(method)) return index === 1;
  return index === call.arguments.length - 1 && eventSources.takesCallback(origins);
}

export function isErrorFirst({ params: [first] }: FunctionNode): boolean {
  return first?.type === T.Identifier && /^(?:e|err|error)$/.test(first.name);
}
