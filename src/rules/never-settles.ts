import { T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import { rejectInstead, rejectOnError, rejectWhatThrows, waitForEvent } from '../fixes/reject.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';
import { executorOf, isRacing } from './never-settles/executor.ts';
import { branchGap, throwGap, type Gap } from './never-settles/gaps.ts';
import { deafSource } from './never-settles/sources.ts';

export default defineRule({
  ...entryOf('never-settles'),
  gate: ({ text, names }) => names('Promise') && /\bnew\s+(?:globalThis\.|window\.)?Promise\b/.test(text),
  messages: {
    branch: 'One way through this promise calls neither resolve nor reject: whoever waits for it waits for ever.',
    throws: 'What a callback throws rejects no promise: this one stays open, and the error goes to nobody (in Node the process ends).',
    events: 'When {kind} fails, `{event}` never comes, and nothing rejects: whoever waits for this promise waits for ever.',
  },
  fixes: {
    'stream-finished': { title: 'Wait with finished of stream/promises', safe: false },
    'events-once': { title: 'Wait with once of node:events', safe: false },
    'reject-on-error': { title: 'Reject when the error event comes', safe: false },
    'reject-error': { title: 'Reject with the error', safe: false },
    'catch-and-reject': { title: 'Catch what the callback throws and reject', safe: false },
  },
  check(unit, report) {
    // A test that hangs is told of by its runner.
    if (unit.isExempt) return {};
    return {
      NewExpression(promise) {
        if (promise.callee.type !== T.Identifier && promise.callee.type !== T.MemberExpression) return;
        const executor = executorOf(promise, unit);
        if (!executor || isRacing(executor, unit)) return;
        const { fn } = executor;
        const source = deafSource(executor, unit);
        if (source) {
          const { emitter, event, registration, object } = source;
          const isStreamEnd = emitter.isStream && (event === 'end' || event === 'finish');
          report({
            at: promise,
            message: 'events',
            data: { kind: emitter.kind, event },
            // Whether it ever fails, and anybody waits then, those know whose program it is.
            ...((emitter.doubtful || unit.summaries.isOfPackage()) && { severity: 'hint' }),
            related: [{ at: registration, message: `Only the success of \`${shown(object, unit)}\` is listened to.` }],
            fixes: {
              'stream-finished': () => (isStreamEnd ? waitForEvent(unit, promise, registration, true) : undefined),
              'events-once': () => (isStreamEnd ? undefined : waitForEvent(unit, promise, registration, false)),
              'reject-on-error': () => rejectOnError(unit, fn, registration),
            },
          });
        }
        const branch = branchGap(executor, unit);
        if (branch) report({ at: promise, message: 'branch', ...((branch.isDoubtful || unit.summaries.isOfPackage()) && { severity: 'hint' }), related: relatedOf(branch, promise), fixes: { 'reject-error': () => rejectInstead(unit, fn, branch.fn, branch) } });
        const thrown = throwGap(executor, unit);
        if (thrown) {
          report({
            at: promise,
            message: 'throws',
            // Whether what is called there throws, those know whose program it is; what they throw themselves they mean.
            ...((thrown.isDoubtful || unit.summaries.isOfGrownPackage() && thrown.node?.type !== T.ThrowStatement) && { severity: 'hint' }),
            related: relatedOf(thrown, promise),
            fixes: {
              'reject-error': () => (thrown.node?.type === T.ThrowStatement ? rejectInstead(unit, fn, thrown.fn, thrown) : undefined),
              'catch-and-reject': () => (thrown.node?.type === T.ThrowStatement ? undefined : rejectWhatThrows(unit, fn, thrown.fn)),
            },
          });
        }
      },
    };
  },
});

function relatedOf({ node, test, isThrow, fn }: Gap, promise: TSESTree.NewExpression): { at: Node; message: string }[] {
  const at = node ?? test;
  const where = fn === unwrap(promise.arguments[0] ?? fn) ? 'the executor' : 'the callback';
  return at ? [{ at, message: isThrow ? 'If this throws, nothing rejects.' : node ? `Here ${where} is left, and nothing is called.` : `This decides the way through ${where} on which nothing is called.` }] : [];
}

function shown(node: Node, unit: RuleUnit): string {
  const text = unit.textOf(unwrap(node));
  return text.length > 40 || text.includes('\n') ? `${text.split('\n')[0]?.slice(0, 36).trimEnd()}…` : text;
}
