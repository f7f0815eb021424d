import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import { HowFar } from '../audit/how-far.ts';

const progressMilliseconds = 50;

/** Shows how far an audit is: now and then, for nobody reads more. What comes after the first round is said, and not measured. */
export function reportTo(progress: WorkDoneProgressReporter | undefined): (progress: { done: number; total: number; round: number }) => void {
  const howFar = new HowFar();
  let reported = -Infinity;
  return ({ done, total, round }) => {
    if (performance.now() - reported < progressMilliseconds) return;
    reported = performance.now();
    if (round > 1) progress?.report(100, `round ${round}: ${done} of ${total} files`);
    else progress?.report(total === 0 ? 0 : Math.floor((done / total) * 100), howFar.text({ done, total }));
  };
}
