import { isFunction, isStatement, T, type Node } from '../analysis/nodes.ts';
import { awaitDelay } from '../fixes/delay.ts';
import { promiseTwin } from '../fixes/promise-twin.ts';
import { busyWait } from '../knowledge/blocking-calls.ts';
import type { BlockingChain } from '../summaries/types.ts';
import { entryOf } from './catalogue.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  ...entryOf('blocking-call'),
  messages: {
    direct: '`{name}` stops the event loop until it is done: nothing else runs meanwhile.',
    noted: '`{name}` stops the event loop until it is done: nothing else runs meanwhile. {note}',
    helper: '`{name}` stops the event loop until it is done: it comes down to `{api}`.',
    waitingHelper: '`{name}` stops the event loop until it is done: it comes down to a loop that waits.',
    loop: 'This loop waits without giving way: until it ends, nothing else runs.',
  },
  fixes: {
    'await-promise-twin': { title: 'Await the asynchronous version', safe: false },
    'await-delay': { title: 'Await a timer', safe: false },
  },
  gate: (file, knowledge) => knowledge.blockingCalls.mayOccur(file) || file.reachesBlocking(),
  check(unit, report) {
    const look = (node: Node): void => {
      const chain = unit.summaries.blockingAt(node);
      if (!chain) return;
      // Asked of the few calls that block: whose code a callback is takes types to tell.
      const context = unit.summaries.contextOf(node);
      if (context === 'helper' || context === 'exempt') return;
      const { api, steps } = chain;
      report({
        at: node,
        message: messageOf(chain),
        data: { name: steps[0]?.name ?? '', api: steps.at(-1)?.name ?? '', note: api.note ?? '' },
        severity: unit.summaries.urgencyOf(node, chain),
        related: relatedOf(chain),
        fixes: steps.length > 1 || (chain.kept && !isAwaitedWithin(node)) ? {} : {
          'await-promise-twin': () => promiseTwin(unit, node, api),
          'await-delay': () => awaitDelay(unit, node),
        },
      });
    };
    return {
      CallExpression: look,
      NewExpression: look,
      MemberExpression: look,
      Identifier(node) {
        // Functions handed over by name; every other identifier says nothing.
        if (node.parent.type === T.CallExpression || node.parent.type === T.NewExpression) look(node);
      },
      WhileStatement: look,
      DoWhileStatement: look,
      ForStatement: look,
    };
  },
});

/** Whether an await around a call makes a gap there anyway: `cache ??= await parse(readFileSync(file))`. */
function isAwaitedWithin(node: Node): boolean {
  for (let at = node.parent; at && !isFunction(at) && !isStatement(at); at = at.parent) if (at.type === T.AwaitExpression) return true;
  return false;
}

function messageOf({ api, steps }: BlockingChain): 'direct' | 'noted' | 'helper' | 'waitingHelper' | 'loop' {
  if (steps.length > 1) return api === busyWait ? 'waitingHelper' : 'helper';
  if (api === busyWait) return 'loop';
  return api.note !== undefined && api.twin === undefined ? 'noted' : 'direct';
}

/** Each step below the finding: who calls what, down to the API that blocks. */
function relatedOf({ api, steps }: BlockingChain): { location: BlockingChain['steps'][number]['location']; message: string }[] {
  return steps.slice(1).map(({ location, name }, index) => {
    const isLoop = api === busyWait && index === steps.length - 2;
    return { location, message: isLoop ? `\`${steps[index]?.name}\` waits in this loop` : `\`${steps[index]?.name}\` calls \`${name}\` here` };
  });
}
