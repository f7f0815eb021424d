import { calledMethod, functionName, enclosingFunction, T, unwrap, type FunctionNode, type TSESTree } from '../analysis/nodes.ts';
import { logCaught, logFailed, logRejected, passError, rethrowAbort, throwFirstRejected } from '../fixes/handle-error.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type FileSigns } from './define-rule.ts';
import { abortedLoop } from './swallowed-rejection/aborted-loop.ts';
import { ignoresError } from './swallowed-rejection/callback-error.ts';
import { emptyCatch, emptyReaction } from './swallowed-rejection/empty-handler.ts';
import { uncheckedResults } from './swallowed-rejection/settled-results.ts';
import { uncheckedNull } from './swallowed-rejection/unchecked-null.ts';

export default defineRule({
  ...entryOf('swallowed-rejection'),
  gate: maySwallow,
  messages: {
    empty: 'When this fails, nobody hears of it: the error is caught and dropped, and the code goes on as if it had worked.',
    abort: 'This takes the error of an abort for any other and goes on with the loop: after the abort it fails again, round after round.',
    callback: 'The error is never looked at: when the call fails, the callback goes on without a result.',
    settled: 'Nobody looks at how these promises came out: of a rejected one `value` is undefined, and its error is lost.',
    unchecked: '{name} gives nothing when something fails, and a caller does not look: the error comes back as a TypeError elsewhere.',
  },
  fixes: {
    'rethrow-abort': { title: 'Rethrow when aborted', safe: false },
    'pass-error': { title: 'Hand the error on', safe: false },
    'check-status': { title: 'Throw what made the first one fail', safe: false },
    'log-error': { title: 'Print the error', safe: false },
  },
  check(unit, report) {
    if (unit.isExempt) return {};
    // An empty handler is mostly meant, and so is what goes on with what there is: what may fail unseen, those know whose program it is.
    const isJudgedByOwners = unit.summaries.isOfPackage();
    const checkCallback = (fn: FunctionNode): void => {
      if (ignoresError(fn, unit)) report({ at: fn, message: 'callback', ...(isJudgedByOwners && { severity: 'hint' }), fixes: { 'pass-error': () => passError(unit, fn), 'log-error': () => logFailed(unit, fn) } });
    };
    const checkReaction = (call: TSESTree.CallExpression): void => {
      const weight = emptyReaction(call, unit);
      const callee = unwrap(call.callee);
      const [reaction] = call.arguments;
      if (!weight || callee.type !== T.MemberExpression || !reaction) return;
      report({ at: callee.property, message: 'empty', ...((weight === 'unknown' || isJudgedByOwners) && { severity: 'hint' }), fixes: { 'log-error': () => logRejected(unit, reaction) } });
    };
    return {
      CatchClause(handler) {
        const weight = emptyCatch(handler, unit);
        if (weight) return report({ at: handler, message: 'empty', ...((weight === 'unknown' || isJudgedByOwners) && { severity: 'hint' }), fixes: { 'log-error': () => logCaught(unit, handler) } });
        const aborted = abortedLoop(handler, unit);
        if (aborted) {
          return report({
            at: handler,
            message: 'abort',
            // The rounds that are left fail at once, and then it is over.
            ...(!aborted.isEndless && unit.summaries.isOfPackage() && { severity: 'hint' }),
            related: [{ at: aborted.signal, message: 'This signal ends the call, and the loop calls it again.' }],
            fixes: { 'rethrow-abort': () => rethrowAbort(unit, handler, aborted.signal) },
          });
        }
        const use = uncheckedNull(handler, unit);
        const fn = use && enclosingFunction(handler);
        if (use) report({ at: handler, message: 'unchecked', data: { name: `\`${(fn && functionName(fn)) ?? 'this function'}\`` }, related: [{ at: use, message: 'Here nothing makes sure that there is a result.' }] });
      },
      CallExpression(call) {
        const method = calledMethod(call);
        if (method === 'catch') checkReaction(call);
        else if (method === 'allSettled') {
          const found = uncheckedResults(call, unit);
          const declarator = found?.declarator;
          if (found) report({ at: call, message: 'settled', ...(isJudgedByOwners && { severity: 'hint' }), related: [{ at: found.use, message: 'Of a rejected promise this is undefined.' }], fixes: { 'check-status': () => (declarator ? throwFirstRejected(unit, declarator) : undefined) } });
        }
      },
      FunctionExpression: checkCallback,
      ArrowFunctionExpression: checkCallback,
    };
  },
});

/** A `catch` clause that is empty, or starts with a comment or a `return`: what clearly starts otherwise is left out. */
const quietClause = /(?<!\.\s*)\bcatch\b(?!\s*(?:\(\s*\w+\s*(?::\s*\w+\s*)?\)\s*)?\{\s*(?!return\b)[^\s}/])/;
/** A reaction that is written in place and may be empty. */
const quietReaction = /\.\s*catch\s*\((?!\s*(?:async\s+)?\(?\s*\w*\s*\)?\s*=>\s*\{\s*[^\s}/]|\s*[\w.]+\s*\))/;
/** A parameter that takes an error, not of a `catch`. */
const errorParameter = /(?<!\bcatch\s*\(?\s*)\(\s*(?:err|error|er)\b\??\s*(?:[:,]|\)\s*(?:=>|\{|:))|(?<!\bcatch\s*\(\s*)\b(?:err|error|er)\s*=>/;

/** What each of the findings is written with. */
function maySwallow({ text, names }: FileSigns): boolean {
  if (names('allSettled')) return true;
  if (/\bcatch\b/.test(text) && (quietClause.test(text) || quietReaction.test(text) || (/signal\b/i.test(text) && /\b(?:for|while|do)\b/.test(text)))) return true;
  return errorParameter.test(text);
}
