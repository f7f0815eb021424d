import { numericBound } from '../analysis/collection-size.ts';
import { findEscape } from '../analysis/flow/queries.ts';
import { calledMethod, enclosingFunction, T, wrapped, type Node, type TSESTree } from '../analysis/nodes.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import { clearsOf, handleOf, isStopped } from '../analysis/timer-handles.ts';
import { abortAfter } from '../fixes/abort-after.ts';
import { clearTimer } from '../fixes/clear-timer.ts';
import type { TimedPromise } from '../summaries/types.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';

/** A timer that is over so soon holds nothing up that matters. */
const shortMilliseconds = 1000;

export default defineRule({
  ...entryOf('leaked-timer'),
  gate: ({ names }) => names('race') && names('Promise'),
  messages: {
    never: 'This timer runs on when the race is decided: until it fires it keeps the process alive, and in memory what its callback refers to.',
    sometimes: 'On some ways this timer is not cleared when the race is decided: until it fires it keeps the process alive, and in memory what its callback refers to.',
    helper: '`{name}` starts a timer that runs on when the race is decided: until it fires it keeps the process alive, and in memory what its callback refers to.',
  },
  fixes: {
    'clear-timer': { title: 'Clear the timer when the race is decided', safe: false },
    'abort-signal': { title: 'Use AbortSignal.timeout instead of the race', safe: false },
  },
  check(unit, report) {
    if (unit.isExempt) return {};
    // One timer that several races wait for leaks once.
    const told = new Set<Node>();
    return {
      CallExpression(race) {
        const elements = raceOf(race, unit);
        const timers = elements.map((element) => unit.summaries.timerOf(element));
        // A race of nothing but timers waits for one of them.
        if (timers.every((timer) => timer !== undefined)) return;
        for (const timer of timers) {
          const message = timer && leakOf(timer, race, unit);
          if (!timer || !message || told.has(timer.at)) continue;
          told.add(timer.at);
          report({
            at: timer.at,
            message,
            data: { name: unit.textOf(timer.at.callee) },
            // Of programs that run on, or end by `process.exit`, the timer holds nothing up that anyone sees.
            ...((isMinor(timer, unit) || unit.summaries.isOfPackage()) && { severity: 'hint' }),
            related: [{ at: race.callee, message: 'The race is here.' }],
            fixes: {
              'clear-timer': () => (timer.kind === 'helper' || message === 'sometimes' ? undefined : clearTimer(unit, race, timer.at, timer.kind)),
              'abort-signal': () => (timer.kind === 'own' ? abortAfter(unit, race, timer.at) : undefined),
            },
          });
        }
      },
    };
  },
});

/** What is raced by `Promise.race([…])`; nothing for other calls. */
function raceOf(call: TSESTree.CallExpression, unit: RuleUnit): readonly Node[] {
  if (calledMethod(call) !== 'race' || !unit.origins(call.callee).some(({ module, name }) => module === 'global' && /^Promise(?:Constructor)?[.#]race$/.test(name))) return [];
  const list = call.arguments[0] && resolveConstant(call.arguments[0], unit.scopes);
  return list?.type === T.ArrayExpression ? list.elements.filter((element) => element !== null && element.type !== T.SpreadElement) : [];
}

/** How a timer outlives its race; undefined where it does not. */
function leakOf(timer: TimedPromise, race: TSESTree.CallExpression, unit: RuleUnit): 'never' | 'sometimes' | 'helper' | undefined {
  if (timer.kind === 'helper') return 'helper';
  if (timer.kind === 'delay') return 'never';
  if (isStopped(timer.at, unit)) return undefined;
  const handle = handleOf(timer.at);
  const variable = handle && unit.scopes.variableOf(handle);
  const clears = variable ? clearsOf(variable) : [];
  if (clears.length === 0) return 'never';
  return clears.some((clear) => isInReaction(clear, 'finally')) || isClearedAlways(clears, race, unit) ? undefined : 'sometimes';
}

/** Whether every way on from the race comes by a clear. */
function isClearedAlways(clears: readonly Node[], race: TSESTree.CallExpression, unit: RuleUnit): boolean {
  const fn = enclosingFunction(race);
  const own = clears.filter((clear) => enclosingFunction(clear) === fn);
  // One in `then` and one in `catch`.
  if (own.length === 0) return clears.length > 1;
  const flow = unit.flow(fn ?? unit.ast);
  const outer = wrapped(race).parent;
  const settled = outer?.type === T.AwaitExpression ? outer : race;
  const points = new Set(own.flatMap((clear) => [...flow.pointsOf(clear)]));
  // Thrown or not, what follows the await has to clear.
  return flow.pointsOf(settled).every((point) => point.next.every((edge) => points.has(edge.to) || findEscape(flow, [{ ...point, next: [{ ...edge, kind: 'next' }] }], (candidate) => points.has(candidate)) === undefined));
}

/** Whether a node stands in the callback of `promise.finally(…)`. */
function isInReaction(node: Node, method: string): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const call = wrapped(fn).parent;
    if (call?.type === T.CallExpression && calledMethod(call) === method) return true;
  }
  return false;
}

/** A timer that is soon over, or that no process waits for: in a browser. */
function isMinor({ at, kind }: TimedPromise, unit: RuleUnit): boolean {
  if (/\.[jt]sx$/.test(unit.path) || /\b(?:window|document)\./.test(unit.text)) return true;
  const time = kind === 'own' ? at.arguments[1] : at.arguments.find((argument) => typeof numericBound(argument, unit) === 'number');
  const bound = time && numericBound(time, unit);
  return typeof bound === 'number' && bound <= shortMilliseconds;
}

