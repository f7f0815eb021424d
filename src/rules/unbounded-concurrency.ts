import { iterationsOf, numericBound, sizeOf, sumOf, type Size } from '../analysis/collection-size.ts';
import { fanOutsOf, type FanOut } from '../analysis/fan-out.ts';
import { calledMethod, enclosingFunction, functionName, isFunction, isLoop, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { isInfinite, limitAt } from '../analysis/limits.ts';
import type { EditInput } from '../analysis/rule.ts';
import { constantValue, resolveConstant } from '../analysis/scopes.ts';
import { forOfAwait } from '../fixes/for-of-await.ts';
import { limitWithBottleneck, limitWithPLimit, limitWithPQueue, limitWithSemaphore, placeOf, type Unlimited } from '../fixes/limit-concurrency.ts';
import { limitWithAsync, limitWithPMap, setLimit } from '../fixes/limiting-functions.ts';
import { limiterModules } from '../knowledge/limiters.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';

type CombinatorFix = 'limit-with-p-limit' | 'limit-with-p-map' | 'limit-with-p-queue' | 'limit-with-bottleneck' | 'limit-with-async' | 'limit-with-semaphore' | 'for-of-await';

export default defineRule({
  ...entryOf('unbounded-concurrency'),
  messages: {
    unknown: 'One task per {each} is started at once, and nothing limits how many run at the same time: a long list exhausts sockets, file handles or memory.',
    large: 'All {count} tasks are started at once, and nothing limits how many run at the same time.',
    recursive: 'Each call of {name} starts further calls of itself at the same time, at every level: nothing limits how many run at once.',
    mapper: '{callee} has no limit unless it is given one: the tasks of all elements run at the same time.',
    queue: 'This queue was made without a limit: every task that is added to it runs at once.',
  },
  fixes: {
    'limit-with-p-limit': { title: 'Limit how many run at once with p-limit', safe: false },
    'limit-with-p-map': { title: 'Limit how many run at once with p-map', safe: false },
    'limit-with-p-queue': { title: 'Limit how many run at once with p-queue', safe: false },
    'limit-with-bottleneck': { title: 'Limit how many run at once with Bottleneck', safe: false },
    'limit-with-async': { title: 'Limit how many run at once with async.mapLimit', safe: false },
    'limit-with-semaphore': { title: 'Limit how many run at once with a small semaphore in this file', safe: false },
    'set-concurrency': { title: 'Give it a limit', safe: false },
    'for-of-await': { title: 'Run one after the other in a for … of loop', safe: false },
  },
  gate: ({ text, names }) => names('Promise') && ['all', 'allSettled', 'any', 'race'].some(names) || namesPackage(text),
  check(unit, report) {
    // In tests and configuration a list is as long as its author wrote it.
    if (unit.isExempt) return {};
    const usesPackages = namesPackage(unit.text);

    const places = new Map<Node, Node>();

    const checkCombinator = (call: TSESTree.CallExpression, argument: Node, method: string): void => {
      if (isCleanup(call, unit)) return;
      const recursive = recursionIn(argument, unit);
      if (recursive && unit.summaries.unlimitedWork(recursive)) {
        const [only] = fanOutsOf(argument, unit);
        report({
          at: call,
          message: 'recursive',
          data: { name: `\`${functionName(recursive) ?? 'this function'}\`` },
          // A slot held while the levels below wait for theirs would never come free.
          fixes: { 'for-of-await': () => (only && method === 'all' ? forOfAwait(unit, call, only) : undefined) },
        });
        return;
      }
      const tasks = fanOutsOf(argument, unit).filter((fanOut) => fanOut.size !== 'chosen' && startsWork(fanOut, unit));
      const size = sumOf(tasks.map((fanOut) => fanOut.size));
      const [first] = tasks;
      if (!first || isSmall(size, unit)) return;
      const elsewhere = tasks.filter((fanOut) => fanOut.call.range[0] < call.range[0] || fanOut.call.range[1] > call.range[1]);
      report({
        at: call,
        ...(size === undefined
          ? { message: 'unknown' as const, data: { each: eachOf(tasks.find((fanOut) => fanOut.size === undefined) ?? first, unit) } }
          : { message: 'large' as const, data: { count: String(size) } }),
        related: [...new Set(elsewhere.map((fanOut) => fanOut.call))].map((at) => ({ at, message: 'The tasks are started here.' })),
        fixes: method === 'all' || method === 'allSettled' ? combinatorFixes(unit, { call, tasks, limit: unit.options.limit, places: remember(places, tasks) }, method) : {},
      });
    };

    const checkMapper = (call: TSESTree.CallExpression): void => {
      const mapper = unit.knowledge.limiters.mapper(unit.origins(call.callee));
      if (!mapper || mapper.default === 'finite' || call.arguments.some((argument) => argument.type === T.SpreadElement)) return;
      const limit = mapper.limit && limitAt(call.arguments, mapper.limit, undefined, unit);
      if (limit === 'opaque' || (limit && !isInfinite(limit, unit))) return;
      const at = call.arguments[mapper.items ?? mapper.tasks ?? mapper.count ?? 0];
      const callback = mapper.callback === undefined ? undefined : call.arguments[mapper.callback];
      if (!at || isSmall(mapper.count === undefined ? sizeOf(at, unit) : numericBound(at, unit), unit)) return;
      if (callback && !takesNodeCallback(callback, unit) && !unit.summaries.unlimitedWork(callback)) return;
      report({
        at: call,
        message: 'mapper',
        data: { callee: `\`${unit.textOf(call.callee)}\`` },
        fixes: { 'set-concurrency': () => setLimit(unit, call, mapper, unit.options.limit) },
      });
    };

    const checkQueue = (call: TSESTree.CallExpression): void => {
      const method = calledMethod(call);
      const [task] = call.arguments;
      if ((method !== 'add' && method !== 'addAll') || !task || unit.summaries.limiterUse(call) !== 'unlimited') return;
      if (method === 'addAll' ? isSmall(sizeOf(task, unit), unit) : !isAddedInLoop(call, unit)) return;
      report({ at: call, message: 'queue', fixes: { 'set-concurrency': () => limitQueue(call, unit) } });
    };

    return {
      CallExpression(call) {
        const name = calledMethod(call);
        const [first] = call.arguments;
        if (name !== undefined && /^(?:all|allSettled|any|race)$/.test(name) && first && first.type !== T.SpreadElement && unit.knowledge.limiters.combinator(unit.origins(call.callee))) checkCombinator(call, first, name);
        else if (usesPackages) {
          checkMapper(call);
          checkQueue(call);
        }
      },
    };
  },
});

/** Remembers where the first finding of a list of statements declares its limiter: the others use the same. */
function remember(places: Map<Node, Node>, [first]: readonly FanOut[]): ReadonlyMap<Node, Node> {
  const place = first && placeOf(first);
  if (place && !places.has(place.list)) places.set(place.list, place.statement);
  return places;
}

/** The project's own limiter if it has one that fits, else a semaphore; and the loop. */
function combinatorFixes(unit: RuleUnit, request: Unlimited, method: string): Partial<Record<CombinatorFix, () => readonly EditInput[] | undefined>> {
  const own = (name: string, make: () => EditInput[] | undefined) => () => (unit.dependencies.has(name) ? make() : undefined);
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
function limitQueue(call: TSESTree.CallExpression, unit: RuleUnit): readonly EditInput[] | undefined {
  const callee = unwrap(call.callee);
  const queue = callee.type === T.MemberExpression ? resolveConstant(callee.object, unit.scopes) : undefined;
  return queue?.type === T.NewExpression ? setLimit(unit, queue, { name: 'default', limit: { argument: 0, option: 'concurrency' } }, unit.options.limit) : undefined;
}

function namesPackage(text: string): boolean {
  return limiterModules.some((module) => text.includes(`'${module}`) || text.includes(`"${module}`));
}

function isSmall(size: Size, unit: RuleUnit): boolean {
  return size === 'chosen' || (size !== undefined && size <= unit.options.maxItems);
}

/** Whether the tasks of a fan-out are promises of work that nothing bounds. */
function startsWork(fanOut: FanOut, unit: RuleUnit): boolean {
  if (fanOut.list && isRegistry(fanOut.list, unit)) return false;
  if (!givesPromises(fanOut, unit) || !unit.summaries.unlimitedWork(fanOut.task)) return false;
  const outermost = fanOut.loops.at(-1);
  // A slot that is waited for in the loop bounds what is pushed there.
  return !outermost || unit.summaries.unlimitedWork(outermost) !== undefined;
}

function givesPromises({ kind, task, call }: FanOut, unit: RuleUnit): boolean {
  const { types } = unit;
  const isPromise = (answer: string): boolean => answer === 'always' || answer === 'sometimes';
  if (kind === 'push') return isPromise(types.awaitability(task));
  return isPromise(types.returnAwaitability(task)) || isPromise(types.elementAwaitability(call));
}

/** Whether a list holds parts of the program (plugins, listeners), whose number does not grow with its data. */
function isRegistry(list: Node, unit: RuleUnit): boolean {
  const at = unwrap(list);
  if (at.type === T.Identifier) {
    const variable = unit.scopes.variableOf(at);
    const value = variable && constantValue(variable);
    // What was loaded is data, whatever it is called.
    if (value && unwrap(value).type === T.AwaitExpression) return false;
    return unit.knowledge.limiters.soundsLikeRegistry(at.name) || (value !== undefined && isRegistry(value, unit));
  }
  if (at.type === T.MemberExpression) return unit.knowledge.limiters.soundsLikeRegistry(propertyName(at) ?? '');
  if (at.type === T.ArrayExpression) return at.elements.length > 0 && at.elements.every((element) => element?.type === T.SpreadElement && isRegistry(element.argument, unit));
  if (at.type !== T.CallExpression) return false;
  const callee = unwrap(at.callee);
  if (callee.type !== T.MemberExpression) return false;
  const owner = unwrap(callee.object);
  const first = at.arguments[0];
  if (owner.type === T.Identifier && (owner.name === 'Object' || owner.name === 'Array')) return first !== undefined && isRegistry(first, unit);
  if (at.arguments.length === 0 && unit.knowledge.limiters.soundsLikeRegistry(propertyName(callee) ?? '')) return true;
  return /^(?:values|keys|entries|filter|slice|concat|reverse|sort|flat|get|map)$/.test(propertyName(callee) ?? '') && isRegistry(callee.object, unit);
}

/** Whether the code around a call lets go of things: `async close() { await Promise.all(…) }`. */
function isCleanup(call: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(call);
  if (!fn) return false;
  const holder = fn.parent;
  const name = holder.type === T.MethodDefinition && holder.computed ? `[${unit.textOf(holder.key)}]` : functionName(fn);
  return name !== undefined && unit.knowledge.limiters.isClosing(name);
}

/** The function around a list of tasks that the tasks call again. */
function recursionIn(argument: Node, unit: RuleUnit): FunctionNode | undefined {
  const around = new Set<FunctionNode>();
  for (let fn = enclosingFunction(argument); fn; fn = enclosingFunction(fn)) around.add(fn);
  if (around.size === 0) return undefined;
  const calls: FunctionNode[] = [];
  let repeated = false;
  walk(argument, (node) => {
    if (node.type !== T.CallExpression) return true;
    const use = unit.summaries.limiterUse(node);
    if (use === 'wrap' || use === 'gate') return false;
    const handed = /^(?:map|flatMap|from)$/.test(calledMethod(node) ?? '') ? node.arguments : [];
    for (const callee of [node.callee, ...handed]) {
      const at = unwrap(callee);
      if (at.type !== T.Identifier && at.type !== T.MemberExpression) continue;
      const fn = unit.functionOf(at);
      if (!fn || !around.has(fn)) continue;
      calls.push(fn);
      if (at !== unwrap(node.callee) || isFunction(enclosingWithin(node, argument))) repeated = true;
    }
    return true;
  });
  return repeated || calls.length > 1 ? calls[0] : undefined;
}

/** The innermost function between a node and an outer one. */
function enclosingWithin(node: Node, outer: Node): Node | undefined {
  const fn = enclosingFunction(node);
  return fn && fn.range[0] >= outer.range[0] && fn.range[1] <= outer.range[1] ? fn : undefined;
}

/** "element of `urls`", "round of the loop": what there is one task for. */
function eachOf({ list, kind, call }: FanOut, unit: RuleUnit): string {
  if (!list) return 'round of the loop';
  const text = unit.textOf(unwrap(list));
  const shown = text.length > 40 || text.includes('\n') ? 'the list' : `\`${text}\``;
  const first = call.arguments[0];
  return kind === 'from' && first && unwrap(first).type === T.ObjectExpression ? `element of a list of length ${shown}` : `element of ${shown}`;
}

/** A callback in Node's style: what it starts ends when it calls its last parameter. */
function takesNodeCallback(callback: Node, unit: RuleUnit): boolean {
  const fn = unit.functionOf(callback);
  return fn !== undefined && !fn.async && fn.params.length > 1;
}

/** Whether a call stands by itself in a loop without a small bound, so that nothing waits between two rounds. */
function isAddedInLoop(call: TSESTree.CallExpression, unit: RuleUnit): boolean {
  if (wrapped(call).parent?.type !== T.ExpressionStatement && !(call.parent.type === T.UnaryExpression && call.parent.operator === 'void')) return false;
  for (let child: Node = call, at = call.parent as Node | undefined; at; child = at, at = at.parent) {
    if (isLoop(at) && at.body === child) return !isSmall(iterationsOf(at, unit), unit);
    if (!isFunction(at)) continue;
    const iteration = at.parent;
    const callee = iteration.type === T.CallExpression ? unwrap(iteration.callee) : undefined;
    return callee?.type === T.MemberExpression && propertyName(callee) === 'forEach' && !isSmall(sizeOf(callee.object, unit), unit);
  }
  return false;
}
