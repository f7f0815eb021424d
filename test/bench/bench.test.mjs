import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { contestants, readReport } from './contestants.mjs';
import { edits } from './edits.mjs';
import { median, percentile, ratio } from './figures.mjs';
import { SentDiagnostics } from './language-servers.mjs';
import { cpuTicks, measure } from './measure.mjs';

const inProbe = 'src/bench-probe.ts';

describe('bench: figures', () => {
  it('a median stands in the middle, percentiles are values that were measured', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(percentile([10, 20, 30, 40], 0.95), 40);
    assert.equal(percentile([10, 20, 30, 40], 0.5), 20);
  });

  it('a ratio meets its goal up to it', () => {
    assert.equal(ratio('', 3, 2, 1.5).met, true);
    assert.equal(ratio('', 3.1, 2, 1.5).met, false);
  });
});

describe('bench: edits', () => {
  it('each adds a letter on top of the last', () => {
    const texts = edits('const first = second;', 3);
    assert.deepEqual(texts.map((text) => text.length), [22, 23, 24]);
    assert.equal(texts.at(-1).replaceAll('x', ''), 'const first = second;');
  });
});

describe('bench: reports', () => {
  const reports = {
    'TypeScript 6': { summary: { files: 3 }, findings: [{ path: inProbe }, { path: 'src/a.ts' }] },
    'oxlint + tsgolint, four async rules': { number_of_files: 3, diagnostics: [{ filename: inProbe }, { filename: 'src/a.ts' }] },
    'Biome, four async rules': {
      summary: { changed: 0, unchanged: 3 },
      diagnostics: [{ category: 'lint/nursery/noFloatingPromises', location: { path: inProbe } }, { category: 'lint/a', location: { path: 'src/a.ts' } }, { category: 'deserialize', location: { path: 'biome.json' } }],
    },
    'typescript-eslint, four async rules': [{ filePath: `/x/${inProbe}`, messages: [{ ruleId: 'a' }] }, { filePath: '/x/src/a.ts', messages: [{ ruleId: 'b' }, { ruleId: null }] }, { filePath: '/x/src/b.ts', messages: [] }],
    'typescript-eslint, no-floating-promises alone': [{ filePath: `/x/${inProbe}`, messages: [{ ruleId: 'a' }] }, { filePath: '/x/src/a.ts', messages: [{ ruleId: 'b' }, { ruleId: null }] }, { filePath: '/x/src/b.ts', messages: [] }],
  };
  for (const [name, report] of Object.entries(reports)) {
    it(`of ${name}: files, findings, and those in the probe`, () => {
      assert.deepEqual(readReport(name, JSON.stringify(report)), { files: 3, findings: 2, inProbe: 1 });
    });
  }

  it('all contestants have a reader, and one that found nothing in the probe does not count', () => {
    for (const [name, { read }] of Object.entries(contestants)) assert.equal(typeof read, 'function', name);
    assert.throws(() => readReport('oxlint + tsgolint, four async rules', JSON.stringify({ number_of_files: 3, diagnostics: [{ filename: 'src/a.ts' }] })), /did not report the promise in bench-probe\.ts/);
  });
});

describe('bench: what a server sends', () => {
  it('of an older version does not count, of no version does', async () => {
    const sent = new SentDiagnostics();
    sent.expect('file:///a.ts', 2);
    sent.receive({ uri: 'file:///a.ts', version: 1, diagnostics: ['old'] });
    sent.receive({ uri: 'file:///b.ts', version: 2, diagnostics: ['of another'] });
    sent.receive({ uri: 'file:///a.ts', version: 2, diagnostics: ['new'] });
    assert.deepEqual(await sent.of('file:///a.ts'), ['new']);
    sent.expect('file:///a.ts', 3);
    sent.receive({ uri: 'file:///a.ts', diagnostics: ['newest'] });
    assert.deepEqual(await sent.of('file:///a.ts'), ['newest']);
  });

  it('none, before it is ready, is not what is waited for', async () => {
    const sent = new SentDiagnostics();
    sent.expect('file:///a.ts', 1);
    const heard = [];
    const two = sent.atLeast('file:///a.ts', 2).then(() => heard.push('two'));
    sent.receive({ uri: 'file:///a.ts', diagnostics: [] });
    sent.receive({ uri: 'file:///b.ts', diagnostics: ['of', 'another'] });
    await sent.of('file:///a.ts');
    assert.deepEqual(heard, []);
    sent.receive({ uri: 'file:///a.ts', version: 1, diagnostics: ['one', 'two'] });
    await two;
    assert.deepEqual(heard, ['two']);
  });
});

describe('bench: what processes use', () => {
  it('reads ticks behind a name of any kind', () => {
    assert.deepEqual(cpuTicks('12 (a) b (c)) S 1 1 1 0 -1 4194560 100 200 0 0 7 5 30 40 20 0 1'), { own: 12, children: 70 });
  });

  it('counts the CPU and the memory of children, also of those that are left behind', async () => {
    // Elsewhere the bench does not run.
    if (process.platform !== 'linux') return;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-bench-test-'));
    try {
      // A child that works for longer than its parent waits for a message from it, and holds 200 MB.
      const child = "const held = Buffer.alloc(2e8, 1); const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end); process.send(held.length); setInterval(() => {}, 1e3);";
      const parent = `const { spawn } = require('node:child_process'); const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }); child.on('message', () => { child.kill('SIGKILL'); process.exit(3); });`;
      const figures = await measure([process.execPath, '-e', parent], { cwd: folder, stdout: path.join(folder, 'out'), stderr: path.join(folder, 'err') });
      assert.equal(figures.status, 3, fs.readFileSync(path.join(folder, 'err'), 'utf8'));
      assert.ok(figures.cpuMs >= 250, `${figures.cpuMs} ms`);
      assert.ok(figures.peakMB >= 200, `${figures.peakMB} MB`);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
