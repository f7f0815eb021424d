import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { threadsFor } from '../../src/audit/at-once.ts';
import { audit, type AuditHooks, type AuditOptions, type AuditResult, type Progress } from '../../src/audit/audit.ts';
import type { AtOnce } from '../../src/audit/audit-types.ts';
import type { ThreadJob, ThreadTask } from '../../src/audit/project-messages.ts';
import { threads } from '../../src/cli/threads.ts';
import { manyProjects } from '../support/many-projects.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

const projects = 8;

describe('projects in threads', function () {
  this.timeout(60_000);
  let root: string;
  let remove: () => void;
  let alone: AuditResult;

  before(async () => {
    ({ root, remove } = temporaryWorkspace(manyProjects()));
    alone = await run();
  });

  after(() => remove());

  const run = (hooks: AuditHooks = {}, options: Partial<AuditOptions> = {}): Promise<AuditResult> => audit({ cwd: root, paths: [], types: 'auto', withFixes: true, ...options }, hooks);

  /** All of a result but the time it took. */
  const bytes = ({ findings, texts, durationMs: _durationMs, ...rest }: AuditResult): string => JSON.stringify({ ...rest, findings: findings.map((finding) => ({ ...finding, fixes: finding.fixes() })), texts: [...texts].sort() }, undefined, 1);

  /** So many threads, whatever there is to do. `onTask` is told of each task before its thread is. */
  function several(count: number, onTask: (worker: Worker, task: ThreadTask) => void = () => undefined): AtOnce & { started: Worker[] } {
    const started: Worker[] = [];
    return {
      started,
      threads: () => count,
      start(job) {
        const worker = threads.start(job);
        started.push(worker);
        const post = worker.postMessage.bind(worker);
        worker.postMessage = (task: ThreadTask) => { onTask(worker, task); post(task); };
        return worker;
      },
    };
  }

  /** One that says of the first file that there is nothing wrong with it, and is gone. */
  function diesAfterOneFile(started: Worker[]): Worker {
    const part = '{ kind: "part", outcome: { findings: [], problems: [], files: [chosen[0]], suppressed: 0, texts: [] } }';
    const worker = new Worker(`const { parentPort } = require("node:worker_threads"); parentPort.once("message", ({ chosen }) => { parentPort.postMessage(${part}); parentPort.close(); });`, { eval: true });
    started.push(worker);
    return worker;
  }

  const ended = ({ started }: { started: Worker[] }): boolean => started.every(({ threadId }) => threadId === -1);

  it('give what they give one after the other', async () => {
    assert.ok(alone.findings.length > 10 && alone.findings.some(({ related }) => related.length > 0) && alone.findings.some((finding) => finding.fixes().length > 0));
    assert.deepEqual([...new Set(alone.problems.map(({ kind }) => kind))].sort(), ['config', 'parse', 'types']);
    assert.ok(alone.suppressed > 0);
    for (const count of [2, 3]) {
      const atOnce = several(count);
      assert.equal(bytes(await run({ atOnce })), bytes(alone));
      assert.deepEqual([atOnce.started.length, ended(atOnce)], [count, true]);
    }
  });

  it('keep to the settings of the run, and to the files that were chosen', async () => {
    const how: Partial<AuditOptions> = { withFixes: 'error', settings: { overrides: [{ rule: 'all', severity: 'off' }, { rule: 'floating-promise', severity: 'error' }] }, choose: (files) => files.filter((file) => /[an]\.ts$/.test(file)) };
    const one = await run({}, how);
    assert.ok(one.findings.length > 0 && one.files.length < alone.files.length && one.findings.every(({ severity }) => severity === 'error'));
    assert.equal(bytes(await run({ atOnce: several(2) }, how)), bytes(one));
  });

  it('tell how far they are, and where the time went, together', async () => {
    const seen: Progress[] = [];
    const names = new Set<string>();
    await run({ atOnce: several(2), onProgress: (progress) => seen.push(progress), onTime: (kind, name) => names.add(`${kind} ${name}`) });
    const total = alone.files.length;
    assert.deepEqual([...new Set(seen.map(({ done }) => done))], Array.from({ length: total + 1 }, (_, done) => done));
    assert.ok(seen.every((progress) => progress.total === total));
    for (const name of ['phase program', 'phase rules', 'rule floating-promise']) assert.ok(names.has(name), name);
  });

  it('are ended when the audit is cancelled; what they have found is kept', async () => {
    const cancel = new AbortController();
    const atOnce = several(2);
    const result = await run({ atOnce, signal: cancel.signal, onProgress: ({ done }) => { if (done > 2) cancel.abort(); } });
    assert.deepEqual([result.partial, result.files.length, ended(atOnce)], [true, 3, true]);
    assert.deepEqual(result.findings.map(({ path }) => path).filter((path) => !result.files.includes(path)), []);
  });

  it('are started again where one dies', async () => {
    const seen: Progress[] = [];
    const atOnce = several(2);
    const start = (job: ThreadJob): Worker => (atOnce.started.length > 1 ? atOnce.start(job) : diesAfterOneFile(atOnce.started));
    const { isUnsteady } = alone;
    const result = await run({ atOnce: { ...atOnce, start }, onProgress: (progress) => seen.push(progress) });
    assert.equal(bytes(result), bytes(alone));
    assert.deepEqual([isUnsteady, atOnce.started.length, ended(atOnce)], [undefined, 4, true]);
    const { done, total } = seen.at(-1) ?? {};
    assert.deepEqual([done, total], [alone.files.length, alone.files.length]);
  });

  it('give up a project at which they die again and again', async () => {
    const atOnce = several(2, (worker, { chosen }) => { if (chosen.some((file) => file.endsWith('/part1/a.ts'))) void worker.terminate(); });
    const { problems, files, isUnsteady } = await run({ atOnce });
    const gone = `${root}/part1/tsconfig.json`;
    assert.deepEqual(problems.filter(({ path }) => path === gone), [{ kind: 'skipped', path: gone, message: 'The files of this project were not analysed: its thread ended before its time. This is a fault of async-pitfalls, please report it.' }]);
    assert.deepEqual(files, alone.files.filter((file) => !file.includes('/part1/')));
    assert.deepEqual([isUnsteady, ended(atOnce)], [true, true]);
  });

  it('say so where the memory is not enough', async () => {
    const greedy = 'const { parentPort } = require("node:worker_threads"); parentPort.on("message", () => { const all = []; for (;;) all.push(new Array(1000).fill(0)); });';
    const { problems, files } = await run({ atOnce: { threads: () => 2, start: () => new Worker(greedy, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 12 } }) } });
    const told = problems.filter(({ kind }) => kind === 'skipped');
    assert.deepEqual([files, told.length], [[], projects]);
    assert.match(told[0]?.message ?? '', /^The files of this project were not analysed: there was not enough memory for it\. Give Node more of it, as in NODE_OPTIONS=--max-old-space-size=8192/);
  });

  it('are not started where somebody is asked or told of files meanwhile', async () => {
    const atOnce: AtOnce = { threads: () => 2, start: () => assert.fail('a thread was started') };
    for (const hooks of [{ overlay: () => undefined }, { onFile: () => undefined }]) assert.deepEqual((await run({ atOnce, ...hooks })).files, alone.files);
    assert.deepEqual((await run({ atOnce }, { types: 'off' })).files, alone.files);
  });
});

describe('how many threads there are', () => {
  const mega = 1_000_000;
  const giga = 1_000_000_000;
  const of = (works: readonly number[], cores = 8, memory = 64 * giga): number => threadsFor(works.map((work) => ({ work: work * mega, size: work * mega })), { cores, memory });

  const even = Array.from({ length: 60 }, () => 1);

  it('is as many as pay on the cores that there are', () => assert.deepEqual([1, 2, 3, 4, 8, 64].map((cores) => of(even, cores)), [1, 2, 3, 3, 6, 8]));

  it('is one for small audits, on few cores also for larger ones', () => {
    assert.deepEqual([of([]), of([20]), of([1, 0.9, 1])], [1, 1, 1]);
    assert.deepEqual([2, 4].map((cores) => of(even.slice(0, 20), cores)), [1, 3]);
  });

  it('is one where one project is nearly all, and no more than have something to do while the largest is worked on', () => {
    assert.equal(of([20, 1, 1, 1]), 1);
    assert.equal(of([20, 4, 4, 4]), 2);
    assert.equal(of([10, 10, 0.1, 0.1]), 3);
  });

  it('is no more than the largest projects find room for at the same time', () => {
    // 0.5 GB and 0.3 for each million: 3.5, 2, and 0.8 for each of the small ones, of four fifths of the memory.
    const works = [10, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    assert.equal(of(works, 8, 4 * giga), 1);
    assert.equal(of(works, 8, 6.8 * giga), 1);
    assert.equal(of(works, 8, 6.9 * giga), 2);
    assert.equal(of(works, 8, 7.9 * giga), 3);
    assert.equal(of(works, 8, 0), 1);
  });
});
