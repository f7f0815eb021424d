import assert from 'node:assert/strict';
import { progressLine } from '../../src/cli/progress.ts';

describe('the line of progress', () => {
  /** What stands on the terminal after each of the files that take a second. */
  const lines = (files: number, { env = {}, quiet = false, isTerminal = true, width = 80 }: { env?: Record<string, string>; quiet?: boolean; isTerminal?: boolean; width?: number } = {}): string[] => {
    let written = '';
    let now = 0;
    const line = progressLine({ env, stderr: { isTerminal, width, write: (text) => { written += text; } } }, quiet, () => now);
    for (let done = 0; done <= files; done += 1, now += 1_000) line.show({ done, total: 2_000, remembered: 0, path: '/work/src/a.ts' });
    line.clear();
    return written.split('\r\u001b[2K').slice(1);
  };

  it('says the files that are done, how fast it goes and what is left, and is wiped in the end', () => {
    assert.deepEqual(lines(3), ['Auditing 0 of 2,000 files', 'Auditing 1 of 2,000 files', 'Auditing 2 of 2,000 files', 'Auditing 3 of 2,000 files, 1 per second, about 33 min left', '']);
  });

  it('is never longer than the terminal is wide', () => assert.deepEqual(lines(0, { width: 12 }), ['Auditing 0 ', '']));

  it('is for people who look at it', () => {
    for (const how of [{ quiet: true }, { isTerminal: false }, { env: { CI: 'true' } }]) assert.deepEqual(lines(1, how), []);
    assert.equal(lines(0, { env: { CI: 'false' } }).length, 2);
  });
});
