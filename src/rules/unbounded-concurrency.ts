import { numericBound, sizeOf, sumOf, type Size } from '../analysis/collection-size.ts';
import { fanOutsOf, repetitionsOf, type FanOut } from '../analysis/fan-out.ts';
import { growsWithData } from '../analysis/growth.ts';
import { isInfinite, limitAt } from '../analysis/limits.ts';
import { calledMethod, enclosingFunction, functionName, isFunction, T, unwrap, walk, type Node, type TSESTree } from '../analysis/nodes.ts';
import { recursionIn } from '../analysis/recursion.ts';
import { isHandMade } from '../analysis/registry.ts';
import { declaredValue } from '../analysis/value-sources.ts';
import { forOfAwait } from '../fixes/for-of-await.ts';
import { limiterChoice, limitQueue, rememberPlace } from '../fixes/limiter-choice.ts';
import { setLimit } from '../fixes/limiting-functions.ts';
import { limiterModules } from '../knowledge/limiters.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';

export default defineRule({
  ...entryOf('unbounded-concurrency'),
  messages: {
    unknown: 'One task per {each} is started at once, and nothing limits how many run at the same time: a long list exhausts sockets, file handles or memory.',
    large: 'Up to {count} tasks are started at once, and nothing limits how many run at the same time.',
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
    // In tests and configuration a list is as long as its author wrote it. Build steps read the source of the project: what grows with the code is short.
    if (unit.isExempt || unit.summaries.isDeveloperTool()) return {};
    const usesPackages = namesPackage(unit.text);

    const places = new Map<Node, Node>();

    const checkCombinator = (call: TSESTree.CallExpression, argument: Node, method: string): void => {
      if (isCleanup(call, unit)) return;
      const recursive = recursionIn(argument, unit, (inner) => /^(?:wrap|gate)$/.test(unit.summaries.limiterUse(inner) ?? ''));
      const repeated = recursive && unit.summaries.unlimitedWork(recursive);
      if (recursive && repeated) {
        const [only] = fanOutsOf(argument, unit);
        report({
          at: call,
          message: 'recursive',
          data: { name: `\`${functionName(recursive) ?? 'this function'}\`` },
          // How deep it goes, and how wide, the data says.
          ...(unit.summaries.isOfPackage() && (repeated.kind === 'files' || unit.summaries.isStartedByHand() || !fetches(recursive) || walksItsArgument(recursive, argument)) && { severity: 'hint' as const }),
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
        ...(mayStayShort(tasks, size, unit) && { severity: 'hint' as const }),
        related: [...new Set(elsewhere.map((fanOut) => fanOut.call))].map((at) => ({ at, message: 'The tasks are started here.' })),
        fixes: (method === 'all' || method === 'allSettled') && !callsItsName(call, tasks) ? limiterChoice(unit, unit.dependencies, { call, tasks, limit: unit.options.limit, places: rememberPlace(places, tasks) }, method) : {},
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
      if (callback && !unit.summaries.unlimitedWork(callback)) return;
      // `pProps({ user: …, notes: … })`: as many as are written there.
      const named = unwrap(at);
      if (named.type === T.ObjectExpression && named.properties.every(({ type }) => type === T.Property) && isSmall(named.properties.length, unit)) return;
      report({
        at: call,
        message: 'mapper',
        data: { callee: `\`${unit.textOf(call.callee)}\`` },
        ...(isAsLongAsMeant(at, unit) && { severity: 'hint' as const }),
        fixes: { 'set-concurrency': () => setLimit(unit, call, mapper, unit.options.limit) },
      });
    };

    const checkQueue = (call: TSESTree.CallExpression): void => {
      const method = calledMethod(call);
      const [task] = call.arguments;
      if ((method !== 'add' && method !== 'addAll') || !task || unit.summaries.limiterUse(call) !== 'unlimited') return;
      if (method === 'addAll' ? isSmall(sizeOf(task, unit), unit) : isSmall(repetitionsOf(call, unit), unit)) return;
      report({ at: call, message: 'queue', fixes: { 'set-concurrency': () => limitQueue(unit, call, unit.options.limit) } });
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

/** Whether a function itself asks other servers: what it finds there may lead to any number of others. */
function fetches(fn: Node): boolean {
  let found = false;
  walk(fn, (node) => {
    if (node.type === T.CallExpression && /^(?:fetch|axios|got|ky|request)$/.test((node.callee.type === T.Identifier ? node.callee.name : undefined) ?? '')) found = true;
    if (node.type === T.CallExpression && node.callee.type === T.MemberExpression && node.callee.object.type === T.Identifier && /^(?:axios|got|ky|http|https)$/.test(node.callee.object.name)) found = true;
    return !found;
  });
  return found;
}

/** `walk(value)` of `value.map(walk)`, `Object.keys(value).map(…)`: it goes through what it was given, which is in memory. */
function walksItsArgument(fn: Node, argument: Node): boolean {
  if (!isFunction(fn)) return false;
  const call = unwrap(argument);
  let list = call.type === T.CallExpression && call.callee.type === T.MemberExpression ? unwrap(call.callee.object) : undefined;
  const [of] = list?.type === T.CallExpression && list.callee.type === T.MemberExpression && list.callee.object.type === T.Identifier && list.callee.object.name === 'Object' ? list.arguments : [];
  list = of ?? list;
  while (list?.type === T.MemberExpression) list = unwrap(list.object);
  const name = list?.type === T.Identifier ? list.name : undefined;
  return fn.params.some((parameter) => parameter.type === T.Identifier && parameter.name === name);
}

function namesPackage(text: string): boolean {
  return limiterModules.some((module) => text.includes(`'${module}`) || text.includes(`"${module}`));
}

function isSmall(size: Size, unit: RuleUnit): boolean {
  return size === 'chosen' || (size !== undefined && size <= unit.options.maxItems);
}

/** Whether the tasks of a fan-out are promises of work that nothing bounds. */
function startsWork(fanOut: FanOut, unit: RuleUnit): boolean {
  if (fanOut.list && isHandMade(fanOut.list, unit, unit.knowledge.limiters)) return false;
  if (!givesPromises(fanOut, unit) || !unit.summaries.unlimitedWork(fanOut.task)) return false;
  const outermost = fanOut.loops.at(-1);
  // A slot that is waited for in the loop bounds what is pushed there.
  return !outermost || unit.summaries.unlimitedWork(outermost) !== undefined;
}

/** Whether nothing says that the list is ever long: one that may be short for ever deserves a hint. */
function mayStayShort(tasks: readonly FanOut[], size: Size, unit: RuleUnit): boolean {
  if (unit.summaries.isExample()) return true;
  // How long its lists become, a program that has been in use knows.
  if (size === undefined && unit.summaries.isOfPackage() && (unit.summaries.isOfGrownPackage() || isBoundedByUse(unit))) return true;
  return size === undefined && unit.summaries.isOfPackage() && !tasks.some((fanOut) => isGrowing(fanOut, unit));
}

/** A browser opens only so many connections at a time, and queues the rest; whoever starts a command sees it end. */
function isBoundedByUse({ summaries }: RuleUnit): boolean {
  return summaries.runsInBrowser() || summaries.isCommand();
}

/** Whether a list that is given to `pMap` without a limit is nothing that a store holds: whoever took a function that can limit left the limit out. */
function isAsLongAsMeant(list: Node, unit: RuleUnit): boolean {
  return unit.summaries.isOfPackage() && (isBoundedByUse(unit) || unit.summaries.isOfApplication() || !isWholeTable({ list }, unit));
}

/** Whether the list is known to become long with the data. */
function isGrowing(fanOut: FanOut, unit: RuleUnit): boolean {
  const work = unit.summaries.unlimitedWork(fanOut.task);
  // Files are opened by a pool of a few threads: it takes very many to run out of handles.
  // The store of a program for one person holds what is theirs.
  return work !== undefined && work.kind === 'outside' && !unit.summaries.isOfApplication() && isWholeTable(fanOut, unit) && growsWithData(fanOut, work.kind, unit, unit.knowledge.limiters);
}

/** `const users = await store.findUsers()`: everything that is there, and not what belongs to one owner, or the first so many. */
function isWholeTable({ list }: Pick<FanOut, 'list'>, unit: RuleUnit): boolean {
  const source = list && unwrap(declaredValue(list, unit.scopes));
  const call = source?.type === T.AwaitExpression ? unwrap(source.argument) : undefined;
  if (call?.type !== T.CallExpression) return false;
  const name = calledMethod(call) ?? (call.callee.type === T.Identifier ? call.callee.name : '');
  const narrowed = call.arguments.some((argument) => argument.type !== T.ObjectExpression || /[iI]d\b|[iI]ds\b|\b(?:take|limit|first|top|max|in|pageSize|perPage)\b/.test(unit.textOf(argument)) || namesValue(argument));
  return /^(?:find(?:Many|All)?|getMany|(?:get|load|list|fetch|read|select)(?:All|[A-Z]\w*s)?|all|query|scan)(?![a-z])/.test(name) && !narrowed;
}

/** `{ where: { email } }`: what belongs to somebody. `{ where: { isOpen: true } }` may be of everybody. */
function namesValue(query: Node): boolean {
  let found = false;
  walk(query, (node) => { found ||= node.type === T.Property && (/^(?:Identifier|MemberExpression|CallExpression|ChainExpression|TemplateLiteral)$/.test(unwrap(node.value).type)); });
  return found;
}

function givesPromises({ kind, task, call }: FanOut, unit: RuleUnit): boolean {
  const { types } = unit;
  const isPromise = (answer: string): boolean => answer === 'always' || answer === 'sometimes';
  if (kind === 'push') return isPromise(types.awaitability(task));
  return isPromise(types.returnAwaitability(task)) || isPromise(types.elementAwaitability(call));
}

/** Whether a task calls a method of the name of the one around it, maybe the same of another object: a limiter made in there is one per level. */
function callsItsName(call: Node, tasks: readonly FanOut[]): boolean {
  const fn = enclosingFunction(call);
  const name = fn && functionName(fn);
  let calls = false;
  if (name !== undefined) for (const { task } of tasks) walk(task, (node) => { if (node.type === T.CallExpression && calledMethod(node) === name) calls = true; });
  return calls;
}

/** Whether the code around a call lets go of things: `async close() { await Promise.all(…) }`. */
function isCleanup(call: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(call);
  if (!fn) return false;
  const holder = fn.parent;
  const name = holder.type === T.MethodDefinition && holder.computed ? `[${unit.textOf(holder.key)}]` : functionName(fn);
  return name !== undefined && unit.knowledge.limiters.isClosing(name);
}

/** "element of `urls`", "round of the loop": what there is one task for. */
function eachOf({ list, kind, call }: FanOut, unit: RuleUnit): string {
  if (!list) return 'round of the loop';
  const text = unit.textOf(unwrap(list));
  const shown = text.length > 40 || text.includes('\n') ? 'the list' : `\`${text}\``;
  const first = call.arguments[0];
  return kind === 'from' && first && unwrap(first).type === T.ObjectExpression ? `element of a list of length ${shown}` : `element of ${shown}`;
}
