import assert from 'node:assert/strict';
import ts from 'typescript';
import { analyzeText, applyNamedFix } from '../support/fixtures.ts';

/** The text after the fix, as a module that runs. */
async function fixed(name: string, text: string): Promise<{ run(tasks: unknown): Promise<unknown> }> {
  const { findings } = analyzeText(name, text, 'unbounded-concurrency', { limit: 3 });
  const { text: after, taken } = applyNamedFix(text, findings, 'limit-with-semaphore');
  assert.equal(taken.length, 1);
  const { outputText } = ts.transpileModule(after, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }, fileName: name });
  return (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as { run(tasks: unknown): Promise<unknown> };
}

// The task is known to work outside; here it is given what to do instead.
const sources: [string, string][] = [
  ['run.ts', "async function download(task: (index: number) => Promise<number>, index: number) {\n  if (index < 0) await fetch('https://example.com');\n  return task(index);\n}\n\nexport async function run(tasks: ((index: number) => Promise<number>)[]) {\n  return Promise.all(tasks.map((task, index) => download(task, index)));\n}\n"],
  ['run.js', "async function download(task, index) {\n  if (index < 0) await fetch('https://example.com')\n  return task(index)\n}\n\nexport async function run(tasks) {\n  return Promise.all(tasks.map(async (task, index) => await download(task, index)))\n}\n"],
];

/** Tasks that end in the order the test says, and what is known of them meanwhile. */
function controlled(count: number) {
  const state = { running: 0, most: 0, started: [] as number[], end: [] as ((error?: Error) => void)[] };
  const tasks = Array.from({ length: count }, () => (index: number) => {
    state.running += 1;
    state.most = Math.max(state.most, state.running);
    state.started.push(index);
    return new Promise<number>((resolve, reject) => {
      state.end[index] = (error) => { state.running -= 1; if (error) reject(error); else resolve(index * 10); };
    });
  });
  return { state, tasks };
}

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('the semaphore that fixes write', () => {
  for (const [name, source] of sources) {
    it(`${name}: runs three at a time, starts in order, and keeps the order of results`, async () => {
      const { run } = await fixed(name, source);
      const { state, tasks } = controlled(8);
      const all = run(tasks);
      assert.deepEqual(state.started, [0, 1, 2], 'the first start at once');
      for (const index of [2, 0, 1, 5, 4, 3, 7, 6]) {
        state.end[index]?.();
        await turn();
      }
      assert.deepEqual(await all, [0, 10, 20, 30, 40, 50, 60, 70]);
      assert.deepEqual(state.started, [0, 1, 2, 3, 4, 5, 6, 7]);
      assert.equal(state.most, 3);
    });

    it(`${name}: rejects with the first error, gives the slot back, and goes on`, async () => {
      const { run } = await fixed(name, source);
      const { state, tasks } = controlled(5);
      const all = run(tasks);
      const error = new Error('no');
      state.end[1]?.(error);
      await assert.rejects(all, error);
      assert.deepEqual(state.started, [0, 1, 2, 3]);
      state.end[0]?.();
      await turn();
      assert.deepEqual(state.started, [0, 1, 2, 3, 4]);
      assert.equal(state.most, 3);
    });
  }

  it('does not let two in when one leaves', async () => {
    const { run } = await fixed(...(sources[0] as [string, string]));
    const { state, tasks } = controlled(30);
    const all = run(tasks);
    while (state.started.length < 30) {
      state.started.slice(-3).forEach((index) => state.end[index]?.());
      await turn();
    }
    state.end.slice(-3).forEach((end) => end());
    await all;
    assert.equal(state.most, 3);
  });
});
