import assert from 'node:assert/strict';
import { HowFar } from '../../src/audit/how-far.ts';

describe('how far an audit is', () => {
  /** What is said at each of these times, in seconds. */
  const said = (total: number, ...times: [seconds: number, done: number, remembered?: number][]): string[] => {
    let now = 0;
    const howFar = new HowFar(() => now);
    return times.map(([seconds, done, remembered]) => {
      now = 5_000 + seconds * 1_000;
      return howFar.text({ done, total, ...(remembered !== undefined && { remembered }) });
    });
  };
  const last = (...given: Parameters<typeof said>): string | undefined => said(...given).at(-1);

  it('is said in files, with a guess after the first seconds', () => {
    assert.deepEqual(said(1554, [0, 0], [2, 120], [5, 310]), ['0 of 1,554 files', '120 of 1,554 files', '310 of 1,554 files, 62 per second, about 25 s left']);
  });

  it('is guessed by what was done lately', () => {
    const slowing: [number, number][] = Array.from({ length: 71 }, (_, second) => [second, second <= 30 ? second * 100 : 3_000 + (second - 30) * 2]);
    assert.equal(last(3_120, ...slowing), '3,080 of 3,120 files, 2 per second, about 20 s left');
  });

  it('is not guessed by what was remembered', () => {
    assert.equal(last(2_000, [0, 0, 0], [1, 1_000, 1_000], [10, 1_050, 1_000]), '1,050 of 2,000 files, 5 per second, about 3 min left');
  });

  it('is no guess while nothing comes', () => assert.equal(last(100, [0, 0], [60, 0]), '0 of 100 files'));

  it('counts a silence', () => assert.equal(last(100, [0, 0], [40, 40]), '40 of 100 files, 1 per second, about 60 s left'));

  it('is said in minutes and hours where it takes long', () => {
    assert.equal(last(100, [0, 0], [10, 1]), '1 of 100 files, 6 per minute, about 17 min left');
    assert.equal(last(100_000, [0, 0], [10, 100]), '100 of 100,000 files, 10 per second, about 2.8 h left');
  });

  it('is soon over', () => {
    assert.equal(last(100, [0, 0], [9, 90]), '90 of 100 files, 10 per second, a few seconds left');
    assert.equal(last(100, [0, 0], [9, 100]), '100 of 100 files');
  });
});
