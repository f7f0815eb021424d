import { T, type Node } from '../analysis/nodes.ts';
import type { Flow, FlowPoint } from '../analysis/flow/graph.ts';
import { isSuspension } from '../analysis/flow/graph.ts';
import { findPath, reachableFrom } from '../analysis/flow/queries.ts';
import { awaitTogether } from '../fixes/await-together.ts';
import { catchEarly } from '../fixes/catch-early.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';
import { startedPromise, type Started } from './late-await/started.ts';
import { usesOf } from './late-await/uses.ts';

type Message = keyof typeof messages;

const messages = {
  waits: 'Nothing handles `{name}` while the await before its own waits: if it rejects meanwhile, the process ends with an unhandled rejection.',
  leaves: 'On one way out nothing handles `{name}`: if it rejects, the process ends with an unhandled rejection.',
  list: 'The promises in `{name}` are awaited one by one: if a later one rejects first, the process ends with an unhandled rejection.',
};

/** Why a promise has no handler for a while, and where. */
interface Gap {
  message: Message;
  at: Node;
}

export default defineRule({
  ...entryOf('late-await'),
  gate: 'late awaits',
  messages,
  fixes: {
    'await-together': { title: 'Await them together, with Promise.all', safe: false },
    'catch-early': { title: 'Handle its rejection from the start', safe: false },
  },
  check(unit, report) {
    // A test run reports what rejects, whenever it does.
    if (unit.isExempt) return {};
    return {
      VariableDeclarator(declarator) {
        const started = startedPromise(declarator, unit);
        const gap = started && gapOf(started, unit);
        if (!started || !gap) return;
        report({
          at: started.init,
          message: gap.message,
          data: { name: started.name },
          // That it fails just then, those who know what it does may tell.
          ...(unit.summaries.isOfPackage() && { severity: 'hint' as const }),
          related: [{ at: gap.at, message: gap.message === 'leaves' ? `This way nothing handles \`${started.name}\`.` : 'It may reject while this waits.' }],
          fixes: {
            'await-together': () => (gap.message === 'leaves' ? undefined : awaitTogether(unit, started)),
            'catch-early': () => catchEarly(unit, started),
          },
        });
      },
    };
  },
});

/** The pause, or the way out, that a promise can meet before anything handles it. */
function gapOf(started: Started, unit: RuleUnit): Gap | undefined {
  const uses = usesOf(started, unit);
  if (!uses) return undefined;
  const flow = unit.flow(started.fn);
  const from = flow.pointsOf(started.declarator);
  const handled = new Map(uses.handlers.flatMap((node) => flow.pointsOf(node).map((point) => [point, node] as const)));
  if (handled.size === 0) return undefined;
  const { oneByOne } = uses;
  // Made anew, it is another promise.
  const isHandled = (point: FlowPoint): boolean => handled.has(point);
  const ends = (point: FlowPoint): boolean => isHandled(point) || from.includes(point);
  if (oneByOne && findPath(from, (point) => handled.get(point) === oneByOne.use, { avoid: ends })) return { message: 'list', at: oneByOne.at };
  const before = reachableFrom(from, { avoid: ends });
  const pause = [...before].find((point) => isSuspension(point) && findPath([point], isHandled, { avoid: ends }));
  return pause?.node ? { message: 'waits', at: pause.node } : leavingPoint(before, flow);
}

/** A `return` or `throw` that a promise without a handler is left behind by. */
function leavingPoint(before: ReadonlySet<FlowPoint>, flow: Flow): Gap | undefined {
  for (const { node, next } of before) {
    const leaves = node && (node.type === T.ReturnStatement || node.type === T.ThrowStatement) && next.some(({ to }) => to === flow.exit || to === flow.throwExit);
    if (leaves) return { message: 'leaves', at: node };
  }
  return undefined;
}
