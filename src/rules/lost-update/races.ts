import type { Flow, FlowPoint } from '../../analysis/flow/graph.ts';
import { openPause } from '../../analysis/flow/interleaving.ts';
import { findPath } from '../../analysis/flow/queries.ts';
import { isInside, T, unwrap, walkOwn, type FunctionNode, type Node } from '../../analysis/nodes.ts';
import { placeIn } from '../../analysis/places.ts';
import type { Reference, Variable } from '../../analysis/scopes.ts';
import { declaredValue, valueSources } from '../../analysis/value-sources.ts';
import type { RuleUnit } from '../define-rule.ts';
import { isTarget, readKey, writesIn, type Write } from './accesses.ts';
import { checksBefore } from './checks.ts';
import { claimsIn, isExclusive } from './exclusive.ts';
import { meetingAt } from './sharing.ts';
import { weightOf, type Weight } from './weight.ts';

/** A write that may undo, or repeat, what others did since the read it rests on. */
export interface Race {
  kind: 'compound' | 'stale' | 'missing' | 'room' | 'wait' | 'store';
  write: Write;
  /** The look at the place before the pause. */
  read: Node;
  /** Where others run; of a store the write itself. */
  pause: Node;
  weight: Weight;
}

/** The lost updates of a function's own code. Cheap questions first: most functions write nothing that others see. */
export function racesIn(fn: FunctionNode, unit: RuleUnit): Race[] {
  if (!fn.async || !hasPause(fn)) return [];
  const writes = writesIn(fn, unit);
  if (writes.length === 0) return [];
  const flow = unit.flow(fn);
  return writes.flatMap((write) => {
    const race = storeRace(write, fn, unit) ?? staleRace(write, writes, fn, flow, unit) ?? checkRace(write, writes, fn, flow, unit);
    if (!race) return [];
    const meeting = meetingAt(fn, write.place.owner, unit);
    if (meeting === 'no' || isExclusive(race.read, unit)) return [];
    return [{ kind: race.kind, read: race.read, pause: race.pause, write, weight: meeting === 'doubtful' ? 'hint' : weightOf(race, write, meeting, race.pause, unit) }];
  });
}

type Found = Pick<Race, 'kind' | 'read' | 'pause'> & { isMisuse?: boolean } | undefined;

function hasPause(fn: FunctionNode): boolean {
  let found = false;
  walkOwn(fn.body, (node) => { found ||= node.type === T.AwaitExpression || node.type === T.ForOfStatement && node.await || node.type === T.YieldExpression; });
  return found;
}

/** A new value made from an old one that was read before a pause. */
function staleRace(write: Write, writes: readonly Write[], fn: FunctionNode, flow: Flow, unit: RuleUnit): Found {
  const { node, value, place: { key } } = write;
  if (!value || node.type === T.UpdateExpression) return undefined;
  const isCompound = node.type === T.AssignmentExpression && node.operator !== '=';
  if (isCompound && /^(?:\?\?|\|\||&&)=$/.test(node.operator)) return undefined;
  // Put back as it was: nothing is made from it.
  if (!isCompound && readKey(declaredValue(value, unit.scopes), fn, unit) === key) return undefined;
  const reads = valueSources(value, fn, unit.scopes, isGivenOnce).filter((part) => readKey(part, fn, unit) === key && !isTarget(part));
  for (const read of isCompound ? [node.left, ...reads] : reads) {
    const pause = pauseBetween(flow.pointsOf(read), write, writes, fn, flow, unit);
    // `n += await f()` reads and waits in one; by a way round, say a `catch` in a loop, it would read anew.
    if (isCompound && read === node.left && pause?.node && !isInside(pause.node, node)) continue;
    if (pause?.node && canBegin(read, fn, flow, unit)) return { kind: isCompound && read === node.left ? 'compound' : 'stale', read, pause: pause.node, isMisuse: !isCompound && !isInside(read, value) && readsAnew(write, value, fn, unit) };
  }
  return undefined;
}

/** `queue = queue.slice(done.length)`: what is made new is made from the place as it is then; the old look only says how much. */
function readsAnew({ name, place: { key } }: Write, value: Node, fn: FunctionNode, unit: RuleUnit): boolean {
  let found = false;
  walkOwn(value, (part) => { found ||= unit.textOf(part) === name && readKey(part, fn, unit) === key && !isTarget(part); });
  return found;
}

/** Of a variable that is given several values nobody knows here which of them is meant; `n += 1` makes one from the other. */
function isGivenOnce({ references }: Variable): boolean {
  const isNew = (reference: Reference): boolean => reference.isWrite() && !reference.isRead();
  return references.filter(isNew).length <= 1;
}

/** A place that was found empty, or a count that left room, before a pause. */
function checkRace(write: Write, writes: readonly Write[], fn: FunctionNode, flow: Flow, unit: RuleUnit): Found {
  // A parameter's property is the caller's business: mostly it made the object for this call.
  if (write.place.owner === 'parameter' || isReset(write) || isModule(write, fn, unit) || isSharedPromise(write, fn, unit)) return undefined;
  for (const { test, from, kind, isMisuse } of checksBefore(write, fn, flow, unit)) {
    const pause = pauseBetween(from, write, writes, fn, flow, unit);
    if (pause?.node && canBegin(test, fn, flow, unit)) return { kind, read: test, pause: pause.node, isMisuse };
  }
  return undefined;
}

/** `const n = await store.get(key); … await store.set(key, n + 1)`: a store that others write to between the two. */
function storeRace({ node, value, place }: Write, fn: FunctionNode, unit: RuleUnit): Found {
  if (node.type !== T.CallExpression || node.parent.type !== T.AwaitExpression || !value || !place.key.endsWith('>') || place.owner === 'parameter') return undefined;
  const read = valueSources(value, fn, unit.scopes).find((part) => part.type === T.AwaitExpression && readKey(unwrap(part.argument), fn, unit) === place.key);
  const isSame = read && declaredValue(value, unit.scopes) === read;
  return read && !isSame ? { kind: 'store', read, pause: node.parent } : undefined;
}

function pauseBetween(from: readonly FlowPoint[], write: Write, writes: readonly Write[], fn: FunctionNode, flow: Flow, unit: RuleUnit): FlowPoint | undefined {
  const { key } = write.place;
  const others = new Set<Node>(writes.filter((other) => other.place.key === key && other !== write).map(({ node }) => node));
  const isRefresh = ({ node }: FlowPoint): boolean => node !== undefined && !isInside(node, write.node) && (
    others.has(node) || (readKey(node, fn, unit) === key && !isTarget(node)) || looksAgain(node, key, fn, unit) || isComparison(node, fn, unit));
  const isOther = ({ node }: FlowPoint): boolean => node !== undefined && others.has(node);
  const to = flow.pointsOf(write.node);
  // Asked last: what keeps others out takes a look at the whole function.
  if (!openPause(from, to, { claims: isOther, refreshes: isRefresh })) return undefined;
  const { flags } = claimsIn(fn, unit);
  return openPause(from, to, { claims: (point) => flags.has(point) || isOther(point), refreshes: isRefresh });
}

/** A call of a function of this file that reads the place by its name. */
function looksAgain(node: Node, key: string, fn: FunctionNode, unit: RuleUnit): boolean {
  const name = /\.([\w$#]+)(?:[<[].*)?$/.exec(key)?.[1];
  if (node.type !== T.CallExpression || name === undefined || node.callee.type === T.FunctionExpression) return false;
  const target = unit.functionOf(node.callee);
  return target !== undefined && target !== fn && new RegExp(`\\.${name.replace('$', '\\$')}\\b`).test(unit.textOf(target.body));
}

/** `run !== this.run`: whoever came first goes on, so others were thought of. */
function isComparison(node: Node, fn: FunctionNode, unit: RuleUnit): boolean {
  if (node.type !== T.BinaryExpression || !/^[!=]==?$/.test(node.operator)) return false;
  const isState = (side: Node): boolean => {
    const key = readKey(unwrap(side), fn, unit);
    return key !== undefined && key !== 'this' && (key.startsWith('this') || unwrap(side).type === T.MemberExpression || isOuter(side, fn, unit));
  };
  const isLocal = (side: Node): boolean => unwrap(side).type === T.Identifier && !isOuter(side, fn, unit);
  return node.left.type !== T.PrivateIdentifier && (isState(node.left) && isLocal(node.right) || isState(node.right) && isLocal(node.left));
}

function isOuter(side: Node, fn: FunctionNode, unit: RuleUnit): boolean {
  const at = unwrap(side);
  const variable = at.type === T.Identifier ? unit.scopes.variableOf(at) : undefined;
  return variable !== undefined && !isInside(variable.scope.block as Node, fn);
}

/** Whether a run can come to a read without having kept others out before. */
function canBegin(read: Node, fn: FunctionNode, flow: Flow, unit: RuleUnit): boolean {
  const claims = claimsIn(fn, unit).all;
  const targets = flow.pointsOf(read);
  return claims.size === 0 || targets.length === 0 || findPath([flow.entry], (point) => targets.includes(point), { avoid: (point) => claims.has(point) }) !== undefined;
}

/** `engine ??= (await import('engine')).default`: a module is loaded once, however often it is asked for. */
function isModule({ value }: Write, fn: FunctionNode, unit: RuleUnit): boolean {
  return value !== undefined && valueSources(value, fn, unit.scopes).some((part) => part.type === T.AwaitExpression && unwrap(part.argument).type === T.ImportExpression);
}

/** `this.client = undefined`: it is emptied, not filled. */
function isReset({ node, value }: Write): boolean {
  const at = value && unwrap(value);
  if (node.type === T.CallExpression && at?.type !== T.Literal) return false;
  return at?.type === T.Literal && !at.value || at?.type === T.Identifier && at.name === 'undefined' || at?.type === T.UnaryExpression;
}

/** `this.config = await this.pending`: all runs wait for the same promise, and set the same. */
function isSharedPromise({ value }: Write, fn: FunctionNode, unit: RuleUnit): boolean {
  return value !== undefined && valueSources(value, fn, unit.scopes).some((part) => {
    if (part.type !== T.AwaitExpression) return false;
    const awaited = unwrap(part.argument);
    const held = awaited.type === T.AssignmentExpression && awaited.operator === '??=' ? unwrap(awaited.left) : awaited;
    if (held.type !== T.Identifier && held.type !== T.MemberExpression) return false;
    const owner = placeIn(held, fn, unit.scopes)?.owner;
    let shared = held !== awaited && owner !== undefined && /^(?:this|module|captured)$/.test(owner);
    for (const source of valueSources(held, fn, unit.scopes)) {
      const key = readKey(source, fn, unit);
      if (key !== undefined && (key.startsWith('this.') || key.endsWith('>'))) shared = true;
      if (source.type === T.Identifier && isOuter(source, fn, unit) && held === source) shared = true;
    }
    return shared;
  });
}
