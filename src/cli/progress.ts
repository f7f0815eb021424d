import type { Progress } from '../audit/audit.ts';
import type { Output } from './io.ts';

/** Shows on a terminal how far an audit is, on one line that is wiped in the end. Elsewhere it says nothing. */
export function progressLine(output: Output, quiet: boolean): { show(progress: Progress): void; clear(): void } {
  if (quiet || !output.isTerminal) return { show: () => undefined, clear: () => undefined };
  let shown = 0;
  let isShown = false;
  return {
    show({ done, total, path }) {
      const now = performance.now();
      if (now - shown < 80) return;
      shown = now;
      isShown = true;
      const name = path === undefined ? '' : ` ${path.slice(path.lastIndexOf('/') + 1)}`;
      output.write(`\r\u001b[2K${`${done} of ${total} files${name}`.slice(0, (output.width ?? 80) - 1)}`);
    },
    clear() {
      if (isShown) output.write('\r\u001b[2K');
      isShown = false;
    },
  };
}
