import assert from 'node:assert/strict';
import fs from 'node:fs';
import { filesOf } from '../../src/audit/shard.ts';
import { clean, floating, makeWorkspace, removeWorkspaces, runIn, type Outcome, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

const sample = `${import.meta.dirname}/../workspaces`;
const timeless = (json: string): string => json.replace(/"durationMs": \d+/, '"durationMs": 0');
const merge = (workspace: Workspace, ...args: string[]): Promise<Outcome> => runIn(workspace, ['merge', ...args]);

async function shards(workspace: Workspace, count: number, ...args: string[]): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `shard${index + 1}.json`);
  for (const [index, name] of names.entries()) await runIn(workspace, ['audit', `--shard=${index + 1}/${count}`, '--format', 'json', '--output', name, '--quiet', ...args]);
  return names;
}

describe('--shard', () => {
  it('has every file in exactly one part, of equal sizes', () => {
    const files = Array.from({ length: 23 }, (_, index) => `/f${index}`);
    for (const count of [1, 2, 5, 23, 40]) {
      const parts = Array.from({ length: count }, (_, index) => filesOf({ index: index + 1, count }, files));
      assert.deepEqual(parts.flat(), files);
      const sizes = parts.map((part) => part.length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, sizes.join());
    }
  });
});

describe('merge', () => {
  for (const types of ['off', 'auto']) {
    it(`of shards is byte for byte what one audit says, --types ${types}`, async () => {
      const workspace = makeWorkspace();
      fs.cpSync(sample, workspace.path('p'), { recursive: true, filter: (file) => !file.includes('node_modules') });
      workspace.write('p/broken.ts', 'const = 1;\n');
      workspace.write('p/binary.ts', 'x\0');
      const args = ['p', '--types', types, '--severity', 'hint'];
      const whole = await runIn(workspace, ['audit', '--format', 'json', ...args]);
      assert.ok((JSON.parse(whole.stdout) as { findings: unknown[] }).findings.length > 10);
      for (const count of [1, 3]) {
        const merged = await merge(workspace, ...await shards(workspace, count, ...args), '--format', 'json', '--severity', 'hint');
        assert.equal(timeless(merged.stdout), timeless(whole.stdout), `${count} shards`);
        assert.deepEqual([merged.status, merged.stderr], [whole.status, whole.stderr]);
      }
    });
  }

  it('reports like an audit: formats, code frames, severities, statuses', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': clean, 'c.ts': floating });
    const names = await shards(workspace, 2, '--types', 'off');
    const { status, stdout } = await merge(workspace, ...names);
    assert.equal(status, 1);
    assert.match(stdout, /^a\.ts:3:3 {2}warning {2}floating-promise\n.*\n {2}3 │ save\(\);\n {4}│ ~~~~~~\n/);
    assert.match(stdout, /\n2 pitfalls: 2 warnings in 3 files in .*\n$/);
    assert.deepEqual([(await merge(workspace, ...names, '--fail-on', 'error')).status, (await merge(workspace, ...names, '--fail-on', 'never')).status], [0, 0]);
    const strict = await merge(workspace, ...names, '--severity', 'error');
    assert.deepEqual([strict.status, /No pitfalls found in 3 files/.test(strict.stdout)], [1, true]);
    const toFile = await merge(workspace, ...names, '--format', 'json', '--output', 'all.json');
    assert.deepEqual([toFile.stdout, (JSON.parse(workspace.read('all.json')) as { findings: unknown[] }).findings.length], ['', 2]);
    assert.match(toFile.stderr, /^2 pitfalls: /);
    fs.rmSync(workspace.path('a.ts'));
    assert.match((await merge(workspace, ...names)).stdout, /^a\.ts:3:3 .*\n {2}Nobody waits.*\n {2}Fixes/);
  });

  it('says what several reports say once', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': floating });
    await runIn(workspace, ['audit', 'a.ts', '--types', 'off', '--format', 'json', '--output', 'a.json']);
    await runIn(workspace, ['audit', '--types', 'off', '--format', 'json', '--output', 'all.json']);
    const { stdout } = await merge(workspace, 'a.json', 'all.json', '--format', 'json');
    const { findings, summary } = JSON.parse(stdout) as { findings: { path: string }[]; summary: { findings: number } };
    assert.deepEqual([findings.map(({ path }) => path), summary.findings], [['a.ts', 'b.ts'], 2]);
  });

  it('is partial when one of them is', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': clean });
    const names = await shards(workspace, 2, '--types', 'off');
    workspace.write('shard2.json', workspace.read('shard2.json').replace('"partial": false', '"partial": true'));
    const { status, stdout } = await merge(workspace, ...names, '--format', 'json');
    assert.equal(status, 130);
    assert.equal((JSON.parse(stdout) as { summary: { partial: boolean } }).summary.partial, true);
  });

  const report = '{ "version": 1, "tool": { "name": "async-pitfalls", "version": "0.0.1" }, "findings": [], "problems": [], "summary": { "files": 1, "findings": 0, "byRule": {}, "bySeverity": {}, "suppressed": 0, "baselined": 0, "partial": false, "durationMs": 1 } }';
  const mistakes: [string, string, RegExp][] = [
    ['a report that is not there', '', /^async-pitfalls: nowhere\.json cannot be read: there is no such file/],
    ['an empty file', '', /x\.json is empty\. Make it with/],
    ['broken JSON', '{', /x\.json is not valid JSON \(/],
    ['the report of another tool', '{ "version": 1, "findings": [] }', /x\.json is no report of async-pitfalls\./],
    ['a report from the future', report.replace('"version": 1', '"version": 2'), /x\.json was made by a newer version of async-pitfalls \(report version 2, this one knows 1\)\. Update/],
    ['a report that was cut', report.replace('"problems": [], ', ''), /x\.json is no whole report/],
    ['a finding that lacks something', report.replace('[]', '[{ "rule": "late-await" }]'), /x\.json is no whole report/],
    ['reports of different versions', report.replace('0.0.1', '0.0.2'), /different versions of async-pitfalls \(0\.0\.1, 0\.0\.2\)\. Run all shards with the same one\./],
  ];
  for (const [what, text, message] of mistakes) {
    it(`2 for ${what}, with one line`, async () => {
      const workspace = makeWorkspace({ 'first.json': report, 'x.json': text });
      const { status, stdout, stderr } = await merge(workspace, 'first.json', what.includes('not there') ? 'nowhere.json' : 'x.json');
      assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [2, '', 1], stderr);
      assert.match(stderr, message);
    });
  }
});
