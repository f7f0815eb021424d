import { boundRetry } from '../fixes/bounded-retry.ts';
import { entryOf } from './catalogue.ts';
import { defineRule } from './define-rule.ts';
import { retryOf, type ConditionLoop, type Retry } from './unbounded-retry/loop.ts';
import { recursiveRetry } from './unbounded-retry/recursion.ts';

export default defineRule({
  ...entryOf('unbounded-retry'),
  gate: ({ text, mayRetry }) => /\bcatch\b/.test(text) && /\bawait\b|\.\s*catch\s*\(/.test(text) && mayRetry(),
  messages: {
    both: 'While this fails it is tried again at once, and for ever: the process spins, and whoever is called gets no rest.',
    forever: 'While this fails it is tried again for ever: whoever waits for it never hears that it does not work.',
    immediate: 'When this fails it is tried again at once: what was overloaded a moment ago still is.',
    recursive: 'When {name} fails it calls itself at once with the same arguments, and nothing counts how often.',
    recursiveDelayed: 'When {name} fails it calls itself again with the same arguments, and nothing counts how often.',
  },
  fixes: {
    'bounded-backoff': { title: 'Limit the attempts, and wait longer each time', safe: false },
  },
  check(unit, report) {
    if (unit.isExempt) return {};
    const look = (loop: ConditionLoop): void => {
      const retry = retryOf(loop, unit);
      if (!retry) return;
      const { handler, call } = retry;
      report({
        at: loop,
        message: messageOf(retry),
        ...((retry.isLimited || unit.summaries.isOfPackage()) && { severity: 'hint' }),
        // With a rest between them, and in a program that has to wait for something anyway, to go on for ever is mostly meant.
        ...(!retry.isLimited && retry.isDelayed && !unit.summaries.isOfPackage() && { severity: 'information' }),
        related: [{ at: call, message: 'This is tried again.' }],
        fixes: { 'bounded-backoff': () => boundRetry(unit, { loop, handler, isLimited: retry.isLimited, isDelayed: retry.isDelayed }) },
      });
    };
    return {
      WhileStatement: look,
      DoWhileStatement: look,
      ForStatement: look,
      CallExpression(call) {
        const retry = recursiveRetry(call, unit);
        if (retry) report({ at: call, message: retry.isDelayed ? 'recursiveDelayed' : 'recursive', data: { name: `\`${unit.textOf(call.callee)}\`` }, ...(unit.summaries.isOfPackage() ? { severity: 'hint' } : retry.isDelayed && { severity: 'information' }) });
      },
    };
  },
});

function messageOf({ isLimited, isDelayed }: Retry): 'both' | 'forever' | 'immediate' {
  if (isLimited) return 'immediate';
  return isDelayed ? 'forever' : 'both';
}
