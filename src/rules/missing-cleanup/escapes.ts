import type { Flow, FlowEdge, FlowEdgeKind, FlowPoint } from '../../analysis/flow/graph.ts';
import { canReach, findEscape, type Escape } from '../../analysis/flow/queries.ts';
import { ancestor, calledMethod, isFunction, isInside, propertyName, stringValue, T, unwrap, walkOwn, wrapped, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { constantValue, type Variable } from '../../analysis/scopes.ts';
import { isHarmlessConstructor, isHarmlessFunction, isLogging } from '../../knowledge/harmless-calls.ts';
import type { RuleUnit } from '../define-rule.ts';
import { calledName } from './acquisitions.ts';

/** What is looked for: a way from where something is held to the end of the function that comes by none of the releases. */
export interface Hold {
  flow: Flow;
  /** From when it is held. */
  held: Node;
  /** The variable that holds it: where it is null, nothing is held. */
  variable: Variable | undefined;
  releases: readonly Node[];
  /** What else ends the search: it is someone else's then. */
  transfers: readonly Node[];
  /** Whether any call counts as one that may throw; else only an await (and `throw`) does. */
  anyCall: boolean;
  /** To leave by `return` alone does not count: only ways on which something threw. */
  onlyThrown: boolean;
  /** Errors of the resource's own methods do not matter. */
  exceptOwn: boolean;
  /** Whether an await in a catch clause counts: that handling one error fails as well is far-fetched where little is at stake. */
  inCatch: boolean;
  /** Whether an await counts only where it is known what makes it fail. */
  knownOnly?: boolean;
  /** Whether what only makes it ready for use does not count: that hardly fails, as it has just been acquired. */
  exceptSetUp?: boolean;
}

/** The way out that misses every release, or undefined. */
export function escapeOf(hold: Hold, unit: RuleUnit): Escape | undefined {
  const { flow, held } = hold;
  const from = flow.pointsOf(held);
  const passed = new Set<Node>([...hold.releases, ...hold.transfers]);
  const skipped = outcomesThatSkip(hold);
  const impossible: Outcome[] = [];
  // A condition that decided on the way to the resource decides the same way after it.
  for (let round = 0; round < 8; round += 1) {
    const escape = findEscape(flow, from, (point) => point.node !== undefined && point.kind === 'node' && passed.has(point.node), {
      follow: (edge) => canHappen(edge, hold, unit) && !skipped.some((outcome) => outcome.test === edge.test && outcome.kind === edge.kind) && !impossible.some((outcome) => isSame(outcome, edge, unit)),
    });
    const contrary = escape?.path.find((edge) => edge.test && isDecided(edge, from, flow, unit));
    if (!contrary?.test) return escape;
    impossible.push({ test: contrary.test, kind: contrary.kind });
  }
  return undefined;
}

/** What a person would point at: where the way turned off, not what a catch clause does about it. */
export function causeOf(escape: Escape): { node: Node; threw: boolean } | undefined {
  const turns = escape.path.filter(({ kind, from }) => kind === 'throw' || from.node?.type === T.ReturnStatement || from.node?.type === T.BreakStatement || from.node?.type === T.ContinueStatement);
  const turn = turns.findLast(({ from }) => from.node && !isInCatch(from.node)) ?? turns.at(-1);
  return turn?.from.node && { node: turn.from.node, threw: turn.kind === 'throw' && turn.from.node.type !== T.ThrowStatement };
}

/** Whether all goes well and the end of the function comes, and the resource is still held: then it is meant to stay. */
export function staysOnSuccess(hold: Hold, unit: RuleUnit): boolean {
  const passed = new Set<Node>([...hold.releases, ...hold.transfers]);
  const skipped = outcomesThatSkip(hold);
  return findEscape(hold.flow, hold.flow.pointsOf(hold.held), (point) => point.node !== undefined && passed.has(point.node), {
    follow: (edge) => edge.kind !== 'throw' && edge.from.node?.type !== T.ReturnStatement && canHappen(edge, hold, unit) && !skipped.some((outcome) => outcome.test === edge.test && outcome.kind === edge.kind),
  }) !== undefined;
}

interface Outcome {
  test: Node;
  kind: FlowEdgeKind;
}

function isSame(outcome: Outcome, edge: FlowEdge, unit: RuleUnit): boolean {
  return edge.test !== undefined && outcome.kind === edge.kind && unit.textOf(outcome.test) === unit.textOf(edge.test);
}

const opposite: Partial<Record<FlowEdgeKind, FlowEdgeKind>> = { truthy: 'falsy', falsy: 'truthy', nullish: 'present', present: 'nullish' };

/** Whether the resource is only ever acquired where the edge's test came out the other way. */
function isDecided(edge: FlowEdge, from: readonly FlowPoint[], flow: Flow, unit: RuleUnit): boolean {
  const kind = opposite[edge.kind];
  const { test } = edge;
  if (!kind || !test) return false;
  const outcome: Outcome = { test, kind };
  return flow.points.some((point) => point.next.some((other) => other !== edge && isSame(outcome, other, unit) && other.test !== test)) &&
    !canReach([flow.entry], from, { follow: (other) => !isSame(outcome, other, unit) });
}

function canHappen(edge: FlowEdge, hold: Hold, unit: RuleUnit): boolean {
  const { kind, from } = edge;
  // All cases may be there without TypeScript's knowledge of unions; and few abandon a generator.
  if (kind === 'abandon' || kind === 'unmatched') return false;
  if (hold.variable && from.node && (from.node.type === T.ReturnStatement || from.node.type === T.ThrowStatement) && isChecked(from.node, hold.variable, unit)) return false;
  if (kind === 'throw') return canThrow(from, hold, unit);
  if (hold.onlyThrown && from.node?.type === T.ReturnStatement && !isInCatch(from.node)) return false;
  return !edge.test || !hold.variable || !saysNull(edge.test, kind, hold.variable, unit);
}

/**
 * Whether a statement leaves because of the state of the resource (`if (!lock.acquired) return`): then there may be nothing
 * to release. What an await gave is not its state.
 */
function isChecked(leaving: Node, variable: Variable, unit: RuleUnit): boolean {
  const check = ancestor(leaving, (node) => node.type === T.IfStatement || isFunction(node));
  if (check?.type !== T.IfStatement) return false;
  let found = false;
  let waits = false;
  const look = (expression: Node, steps: number): void => walkOwn(expression, (node) => {
    if (node.type === T.AwaitExpression) waits = true;
    const named = node.type === T.Identifier ? unit.scopes.variableOf(node) : undefined;
    if (!named) return;
    if (named === variable) found = true;
    const value = steps > 0 ? constantValue(named) : undefined;
    if (value && unwrap(value).type !== T.AwaitExpression) look(value, steps - 1);
  });
  look(check.test, 1);
  return found && !waits;
}

/** Whether an outcome of a test means that the variable is null, undefined or false. */
function saysNull(test: Node, kind: FlowEdgeKind, variable: Variable, unit: RuleUnit): boolean {
  const isIt = (node: Node): boolean => { const at = unwrap(node); return at.type === T.Identifier && unit.scopes.variableOf(at) === variable; };
  const assigned = test.type === T.AssignmentExpression ? test.left : test;
  if (isIt(assigned)) return kind === 'falsy' || kind === 'nullish';
  if (test.type !== T.BinaryExpression || !(isIt(test.left) || isIt(test.right) || isTypeOf(test.left, isIt))) return false;
  const other = isIt(test.right) ? test.left : test.right;
  const text = unit.textOf(other);
  if (!/^(?:null|undefined|void 0|['"]undefined['"])$/.test(text)) return false;
  return kind === (test.operator.startsWith('!') ? 'falsy' : 'truthy');
}

function isTypeOf(node: Node, isIt: (node: Node) => boolean): boolean {
  return node.type === T.UnaryExpression && node.operator === 'typeof' && isIt(node.argument);
}

/**
 * The outcomes by which a release is passed over: `if (ours) client.release()` is the author's own book-keeping and counts
 * as a release, unless there is an `else`, or the branch leaves the function.
 */
function outcomesThatSkip({ releases, held }: Hold): Outcome[] {
  const found: Outcome[] = [];
  for (const release of releases) {
    for (let at: Node = release; at.parent && !isFunction(at.parent) && !isInside(held, at.parent); at = at.parent) {
      const { parent } = at;
      if (parent.type === T.IfStatement && parent.consequent === at && !parent.alternate && !leaves(parent.consequent)) found.push(...contrary(parent.test, true));
      if (parent.type === T.LogicalExpression && parent.right === at && parent.operator === '&&') found.push(...contrary(parent.left, true));
    }
  }
  return found;
}

function contrary(test: Node, wanted: boolean): Outcome[] {
  const at = test.type === T.ChainExpression ? test : unwrap(test);
  if (at.type === T.UnaryExpression && at.operator === '!') return contrary(at.argument, !wanted);
  if (at.type === T.LogicalExpression && at.operator !== '??') return [...contrary(at.left, wanted), ...contrary(at.right, wanted)];
  const inner = unwrap(at);
  // The links of an optional chain are tests of their own.
  const links: Outcome[] = [];
  if (at.type === T.ChainExpression && wanted) walkOwn(at, (node) => { if (node.type === T.MemberExpression && node.optional) links.push({ test: unwrap(node.object), kind: 'nullish' }); });
  return [{ test: inner, kind: wanted ? 'falsy' : 'truthy' }, ...links];
}

function leaves(statement: Node): boolean {
  const last = statement.type === T.BlockStatement ? statement.body[statement.body.length - 1] : statement;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement || last?.type === T.BreakStatement || last?.type === T.ContinueStatement;
}

/** Whether a point can throw, as far as it matters for what is held. */
function canThrow({ node }: FlowPoint, hold: Hold, unit: RuleUnit): boolean {
  if (!node || node.type === T.ThrowStatement || isInFinally(node)) return node?.type === T.ThrowStatement;
  switch (node.type) {
    case T.AwaitExpression: {
      const awaited = unwrap(node.argument);
      if (hold.exceptSetUp === true && isSetUp(awaited, unit)) return false;
      if (isOwnCall(awaited, hold, unit) || (!hold.inCatch && isInCatch(node))) return false;
      if (awaited.type === T.CallExpression && (unit.knowledge.resources.isReleasing(calledName(awaited) ?? '') || isCalm(awaited, unit))) return false;
      return unit.types.awaitability(awaited) !== 'never' && unit.summaries.canReject(awaited) && unit.summaries.tendsToReject(awaited) && (!unit.summaries.isOfPackage() || unit.summaries.failsFromOutside(awaited)) && (hold.knownOnly !== true || unit.summaries.isKnownToFail(awaited));
    }
    case T.ForOfStatement:
      return hold.knownOnly !== true;
    case T.CallExpression: case T.NewExpression: case T.TaggedTemplateExpression: {
      // `shelf(id).file = file`: it is kept there as soon as that has been found.
      if (!hold.anyCall || isInCatch(node) || hold.transfers.some((transfer) => isInside(node, transfer))) return false;
      if (node.type === T.TaggedTemplateExpression) return false;
      // An async function does not throw when it is called; where its promise is awaited is another point.
      if (unit.types.awaitability(node) === 'always' || wrapped(node).parent?.type === T.AwaitExpression) return false;
      return !isHarmless(node, unit) && !readsOnly(node, hold, unit);
    }
    default:
      return false;
  }
}

/** Calls of the resource's own methods that do not count: to connect (what fails to open is not held), or all of them. */
function isOwnCall(call: Node, { variable, exceptOwn }: Hold, unit: RuleUnit): boolean {
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  const owner = callee?.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  if (!variable || owner?.type !== T.Identifier || unit.scopes.variableOf(owner) !== variable) return false;
  // `catch (error) { this.close(); throw error; }` in the method: it is released already.
  return exceptOwn || callee !== undefined && unit.summaries.releasesOnFailure(callee) || /^(?:connect|open|initialize|start)$/.test(calledMethod(call) ?? '');
}

/** `await browser.newPage()`, `await chmod(folder, 0o700)`, `await client.query('SELECT 1')`. */
function isSetUp(call: Node, unit: RuleUnit): boolean {
  if (call.type !== T.CallExpression) return false;
  const [first] = call.arguments;
  return unit.knowledge.resources.isSetUp(calledName(call) ?? '') || first !== undefined && /^\s*select\s+1\s*;?\s*$/i.test(stringValue(first) ?? '');
}

/** `await use(page)` in a fixture of a test runner: it runs the test, and ends well whatever becomes of that. */
function isTestBody(call: TSESTree.CallExpression, unit: RuleUnit): boolean {
  const callee = unwrap(call.callee);
  return callee.type === T.Identifier && callee.name === 'use' && unit.scopes.variableOf(callee)?.defs[0]?.type === 'Parameter';
}

/** Calls whose promise rejects for no reason that matters: a pause, results that are kept whatever they are, a chain with a handler. */
function isCalm(call: Node, unit: RuleUnit): boolean {
  if (call.type !== T.CallExpression) return false;
  const method = calledMethod(call);
  if (isTestBody(call, unit)) return true;
  if ((method === 'catch' && call.arguments.length === 1) || (method === 'then' && call.arguments.length === 2)) return true;
  return unit.origins(call.callee).some(({ module, name }) => (module === 'global' && name === 'Promise.allSettled') || (module === 'timers/promises' && call.arguments.length < 3)) ||
    /^(?:sleep|delay|wait|pause|nextTick|tick)$/.test(calledName(call) ?? '') && call.arguments.length <= 1 || isRaceOfCalm(call, unit);
}

/** `Promise.race([closed, timeout])`, where none of them rejects. */
function isRaceOfCalm(call: Node, unit: RuleUnit): boolean {
  const list = call.type === T.CallExpression && unit.origins(call.callee).some(({ module, name }) => module === 'global' && /^Promise\.(?:race|all)$/.test(name)) ? call.arguments[0] : undefined;
  return list?.type === T.ArrayExpression && list.elements.every((element) => element !== null && element.type !== T.SpreadElement && !(unit.summaries.canReject(element) && unit.summaries.tendsToReject(element)));
}

function isHarmless(call: Node, unit: RuleUnit): boolean {
  if (call.type !== T.CallExpression && call.type !== T.NewExpression) return false;
  const callee = unwrap(call.callee);
  const name = calledName(call);
  if (name !== undefined && (unit.knowledge.resources.isReleasing(name) || unit.knowledge.resources.listener(name))) return true;
  if (callee.type === T.MemberExpression) {
    const owner = unwrap(callee.object);
    const object = owner.type === T.Identifier ? owner.name : owner.type === T.MemberExpression ? propertyName(owner) : undefined;
    if (object !== undefined && name !== undefined && isLogging(object, name)) return true;
  }
  const isKnown = unit.origins(callee).some((origin) => unit.knowledge.resources.isPure(origin) || (origin.module === 'global' && (call.type === T.NewExpression ? isHarmlessConstructor(origin.name) : isHarmlessFunction(origin.name))));
  // What is called back later throws elsewhere.
  if (isKnown && unit.knowledge.eventSources.isTimer(unit.origins(callee))) return true;
  return isKnown && !call.arguments.some((argument) => isFunction(argument) && callsSomething(argument, unit));
}

/** `browser.version()`, `client.isOpen()`: a look at what is held, without an argument that could be wrong. */
function readsOnly(call: Node, { variable }: Hold, unit: RuleUnit): boolean {
  if (call.type !== T.CallExpression || call.arguments.length > 0) return false;
  const callee = unwrap(call.callee);
  const owner = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  return owner?.type === T.Identifier && unit.scopes.variableOf(owner) === variable && unit.knowledge.resources.isReading(calledName(call) ?? '');
}

function callsSomething(fn: Node, unit: RuleUnit): boolean {
  let found = false;
  walkOwn(fn, (node) => { if (node.type === T.ThrowStatement || ((node.type === T.CallExpression || node.type === T.NewExpression) && !isHarmless(node, unit))) found = true; });
  return found;
}

/** What fails while cleaning up is not ours: a release that throws before another one is left alone. */
function isInFinally(node: Node): boolean {
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) if (at.parent.type === T.TryStatement && at.parent.finalizer === at) return true;
  return false;
}

function isInCatch(node: Node): boolean {
  return ancestor(node, (at) => at.type === T.CatchClause || isFunction(at))?.type === T.CatchClause;
}

/** Whether one of the nodes stands in a finally block: the author has thought of errors. */
export function anyInFinally(nodes: readonly Node[]): boolean {
  return nodes.some(isInFinally);
}
