import type { ReportInput } from '../analysis/rule.ts';
import { isFunction, type FunctionNode } from '../analysis/nodes.ts';
import { hoistAwait } from '../fixes/hoist-await.ts';
import { lockFunction } from '../fixes/lock-function.ts';
import { dependsOnCaller } from '../fixes/share-entry.ts';
import { sharePromise } from '../fixes/share-promise.ts';
import { shareRun } from '../fixes/share-run.ts';
import { entryOf } from './catalogue.ts';
import { defineRule } from './define-rule.ts';
import { racesIn, type Race } from './lost-update/races.ts';

type Message = keyof typeof messages;
type FixId = 'hoist-await' | 'share-promise' | 'lock';

const messages = {
  compound: '`{name}` is read before this waits, and written after: what others add meanwhile is lost.',
  stale: 'The new value is made from `{name}` as it was before an await: what others write meanwhile is lost.',
  missing: '`{name}` was found empty before an await and is set after it: two calls at the same time both find it empty, and both do the work.',
  room: '`{name}` was compared with a limit before an await and grows after it: calls at the same time all find room, and go beyond the limit.',
  wait: '`{name}` was looked at before the wait and is changed after it: calls that waited at the same time all go on, whatever the others did.',
  store: '`{name}` was read from the store before, and others can write it until this is done: their change is lost.',
};

const messageOf: Record<Race['kind'], Message> = { compound: 'compound', stale: 'stale', missing: 'missing', room: 'room', wait: 'wait', store: 'store' };

export default defineRule<Message, FixId>({
  ...entryOf('lost-update'),
  gate: 'late updates',
  messages,
  fixes: {
    'hoist-await': { title: 'Await first, then read and write', safe: false },
    'share-promise': { title: 'Keep the promise, so that all calls wait for the same work', safe: false },
    lock: { title: 'Run one call at a time, with a mutex', safe: false },
  },
  check(unit, report) {
    // Tests call one thing at a time.
    if (unit.isExempt) return {};
    const look = (fn: FunctionNode): void => {
      for (const race of racesIn(fn, unit)) {
        report({
          ...explain(race),
          fixes: {
            'hoist-await': () => (race.kind === 'compound' || race.kind === 'stale' ? hoistAwait(unit, race.write.node) : undefined),
            'share-promise': () => (race.kind === 'missing' && !dependsOnCaller(unit, race.read, race.write.node) ? sharePromise(unit, race.write.node) ?? shareRun(unit, fn, race.read, race.write.node) : undefined),
            lock: () => (isFunction(fn) ? lockFunction(unit, fn) : undefined),
          },
        });
      }
    };
    return { FunctionDeclaration: look, FunctionExpression: look, ArrowFunctionExpression: look };
  },
});

function explain({ kind, write, read, pause, weight }: Race): ReportInput<Message, FixId> {
  return {
    at: write.node,
    message: messageOf[kind],
    data: { name: write.name.replace(/\s+/g, ' ') },
    severity: weight,
    related: [
      { at: read, message: 'It is read here.' },
      ...(kind === 'store' ? [] : [{ at: pause, message: 'Others run while this waits.' }]),
    ],
  };
}
