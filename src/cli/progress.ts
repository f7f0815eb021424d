import type { Progress } from '../audit/audit.ts';
import { HowFar } from '../audit/how-far.ts';
import type { Io } from './io.ts';

/** As often as anybody can read it. In milliseconds. */
const pause = 80;

/**
 * Shows on a terminal how far an audit is, on one line that is drawn anew and wiped in the end. Elsewhere, and where a machine runs
 * it (`CI` is set), it says nothing. `now` gives milliseconds.
 */
export function progressLine({ stderr, env }: Pick<Io, 'stderr' | 'env'>, quiet: boolean, now: () => number = () => performance.now()): { show(progress: Progress): void; clear(): void } {
  if (quiet || !stderr.isTerminal || isSet(env['CI'])) return { show: () => undefined, clear: () => undefined };
  const howFar = new HowFar(now);
  let shown = -Infinity;
  let isShown = false;
  return {
    show(progress) {
      if (now() - shown < pause) return;
      shown = now();
      isShown = true;
      stderr.write(`\r\u001b[2K${`Auditing ${howFar.text(progress)}`.slice(0, (stderr.width ?? 80) - 1)}`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001b[2K');
      isShown = false;
    },
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}
