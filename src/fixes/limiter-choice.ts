import type { FanOut } from '../analysis/fan-out.ts';
import { T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import { forOfAwait } from './for-of-await.ts';
import { limitWithBottleneck, limitWithPLimit, limitWithPQueue, limitWithSemaphore, placeOf, type Unlimited } from './limit-concurrency.ts';
import { limitWithAsync, limitWithPMap, setLimit } from './limiting-functions.ts';

/** Remembers where the first finding of a list of statements declares its limiter: the others use the same. */
export function rememberPlace(places: Map<Node, Node>, [first]: readonly FanOut[]): ReadonlyMap<Node, Node> {
  const place = first && placeOf(first);
  if (place && !places.has(place.list)) places.set(place.list, place.statement);
  return places;
}

type CombinatorFix = 'limit-with-p-limit' | 'limit-with-p-map' | 'limit-with-p-queue' | 'limit-with-bottleneck' | 'limit-with-async' | 'limit-with-semaphore' | 'for-of-await';

/** The project's own limiter if it has one that fits, else a semaphore; and the loop. */
export function limiterChoice(unit: Unit, dependencies: ReadonlySet<string>, request: Unlimited, method: string): Partial<Record<CombinatorFix, () => readonly EditInput[] | undefined>> {
  const own = (name: string, make: () => EditInput[] | undefined) => () => (dependencies.has(name) ? make() : undefined);
  const isAll = method === 'all';
  const packaged = {
    'limit-with-p-limit': own('p-limit', () => limitWithPLimit(unit, request)),
    'limit-with-p-map': own('p-map', () => (isAll ? limitWithPMap(unit, request) : undefined)),
    'limit-with-p-queue': own('p-queue', () => limitWithPQueue(unit, request)),
    'limit-with-bottleneck': own('bottleneck', () => limitWithBottleneck(unit, request)),
    'limit-with-async': own('async', () => (isAll ? limitWithAsync(unit, request) : undefined)),
  };
  const [only] = request.tasks;
  return {
    ...packaged,
    'limit-with-semaphore': () => (Object.values(packaged).some((make) => make() !== undefined) ? undefined : limitWithSemaphore(unit, request)),
    'for-of-await': () => (isAll && only && request.tasks.length === 1 ? forOfAwait(unit, request.call, only) : undefined),
  };
}

/** Gives the queue that a call adds to its limit, where it is made in this file. */
export function limitQueue(unit: Unit, call: TSESTree.CallExpression, limit: number): readonly EditInput[] | undefined {
  const callee = unwrap(call.callee);
  const queue = callee.type === T.MemberExpression ? resolveConstant(callee.object, unit.scopes) : undefined;
  return queue?.type === T.NewExpression ? setLimit(unit, queue, { name: 'default', limit: { argument: 0, option: 'concurrency' } }, limit) : undefined;
}
