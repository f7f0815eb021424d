import { isSuspension, type FlowPoint } from './graph.ts';
import { findPath, reachableFrom } from './queries.ts';

/** What closes the gap between a look at a place and a change of it. */
export interface Closers {
  /** Before the pause: others that look are kept away from here on. */
  claims(point: FlowPoint): boolean;
  /** After the pause: the place has been looked at again. */
  refreshes(point: FlowPoint): boolean;
}

/** A pause on a way from `from` (which went well) to `to`, that nothing closes: others can run in between, and their change is not seen. */
export function openPause(from: readonly FlowPoint[], to: readonly FlowPoint[], { claims, refreshes }: Closers): FlowPoint | undefined {
  const targets = new Set(to);
  for (const point of reachableFrom(from, { avoid: (candidate) => targets.has(candidate) || claims(candidate) })) {
    if (isSuspension(point) && findPath([point], (candidate) => targets.has(candidate), { avoid: refreshes })) return point;
  }
  return undefined;
}
