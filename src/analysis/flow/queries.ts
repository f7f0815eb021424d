import { T, type Node } from '../nodes.ts';
import type { Flow, FlowEdge, FlowPoint } from './graph.ts';

/** Limits a search. */
export interface Search {
  /** false: the search does not go along this edge. */
  follow?(edge: FlowEdge): boolean;
}

/** A way out of a function. */
export interface Escape {
  /** From the start to the exit; the shortest there is. */
  path: readonly FlowEdge[];
  /** `throw`: an error leaves the function; `return`: a return statement or the end of the body. */
  exit: 'return' | 'throw';
  /** The last point on the way that decided it: what threw, a `return`, `throw`, `break` or `continue`; undefined: the end of the body. */
  node: Node | undefined;
  /** Whether `node` got there because it threw (and is not itself a `throw`). */
  threw: boolean;
}

/** The edges on which a point went well. */
export function normalEdges(point: FlowPoint): readonly FlowEdge[] {
  return point.next.filter((edge) => edge.kind !== 'throw' && edge.kind !== 'abandon');
}

/**
 * A way from `from` (which went well) to an exit of the function on which no point satisfies `passes`; undefined if every way does.
 * A point counts as passed even if it throws.
 */
export function findEscape(flow: Flow, from: readonly FlowPoint[], passes: (point: FlowPoint) => boolean, search: Search = {}): Escape | undefined {
  const path = findPath(from, (point) => point === flow.exit || point === flow.throwExit, { ...search, avoid: passes });
  const last = path?.[path.length - 1];
  if (!path || !last) return undefined;
  const decided = path.findLast((edge) => decides(edge));
  return {
    path,
    exit: last.to === flow.exit ? 'return' : 'throw',
    node: decided?.from.node,
    threw: decided?.kind === 'throw' && decided.from.node?.type !== T.ThrowStatement,
  };
}

function decides({ kind, from }: FlowEdge): boolean {
  if (kind === 'throw' || kind === 'abandon') return true;
  const type = from.node?.type;
  return type === T.ReturnStatement || type === T.BreakStatement || type === T.ContinueStatement;
}

/** The shortest way on from `from` (which went well) to a point that satisfies `goal`, without points that satisfy `avoid`; undefined if there is none. */
export function findPath(from: readonly FlowPoint[], goal: (point: FlowPoint) => boolean, { follow, avoid }: Search & { avoid?: (point: FlowPoint) => boolean } = {}): FlowEdge[] | undefined {
  const cameBy = new Map<FlowPoint, FlowEdge>();
  const queue: FlowPoint[] = [];
  const pathTo = (last: FlowEdge, starts: ReadonlySet<FlowEdge>): FlowEdge[] => {
    const path = [last];
    for (let edge = last; !starts.has(edge);) path.unshift((edge = cameBy.get(edge.from) as FlowEdge));
    return path;
  };
  const starts = new Set(from.flatMap(normalEdges));
  const take = (edge: FlowEdge): boolean => {
    if (cameBy.has(edge.to) || follow?.(edge) === false) return false;
    if (avoid?.(edge.to) && !goal(edge.to)) return false;
    cameBy.set(edge.to, edge);
    queue.push(edge.to);
    return goal(edge.to);
  };
  for (const edge of starts) if (take(edge)) return pathTo(edge, starts);
  for (let index = 0; index < queue.length; index += 1) {
    for (const edge of queue[index]?.next ?? []) if (take(edge)) return pathTo(edge, starts);
  }
  return undefined;
}

/** Every point that execution can come to after `from` went well (`from` itself only by a loop), the avoided ones left out. */
export function reachableFrom(from: readonly FlowPoint[], search: Search & { avoid?: (point: FlowPoint) => boolean } = {}): ReadonlySet<FlowPoint> {
  const seen = new Set<FlowPoint>();
  findPath(from, (point) => { if (!search.avoid?.(point)) seen.add(point); return false; }, search);
  return seen;
}

/**
 * A point satisfying `test` on some way from `from` to `to` that comes by neither of them in between;
 * undefined if there is none. With a loop both may be the same point.
 */
export function findBetween(from: readonly FlowPoint[], to: readonly FlowPoint[], test: (point: FlowPoint) => boolean, search: Search & { avoid?: (point: FlowPoint) => boolean } = {}): FlowPoint | undefined {
  const ends = new Set([...from, ...to]);
  const targets = new Set(to);
  const limits = { ...search, avoid: (point: FlowPoint): boolean => ends.has(point) || search.avoid?.(point) === true };
  for (const point of reachableFrom(from, limits)) {
    if (test(point) && !limits.avoid(point) && findPath([point], (candidate) => targets.has(candidate), limits)) return point;
  }
  return undefined;
}

/** Whether execution can come to `to` after `from` went well. */
export function canReach(from: readonly FlowPoint[], to: readonly FlowPoint[], search: Search & { avoid?: (point: FlowPoint) => boolean } = {}): boolean {
  const targets = new Set(to);
  return findPath(from, (point) => targets.has(point), search) !== undefined;
}
