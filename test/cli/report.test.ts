import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Log } from 'sarif';
import { readPage } from '../../src/cli/shipped-files.ts';
import { floating, makeWorkspace, removeWorkspaces, runIn, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

/** Audits by syntax alone, which takes no time. */
const audit = (workspace: Workspace, ...args: string[]) => runIn(workspace, ['audit', '--types', 'off', ...args]);

describe('--format', () => {
  it('sarif lists the findings, and every rule with its page', async () => {
    const { status, stdout } = await audit(makeWorkspace({ 'src/a.ts': floating }), '--format', 'sarif');
    const [run] = (JSON.parse(stdout) as Log).runs;
    assert.deepEqual([status, run?.results?.map(({ ruleId, level }) => [ruleId, level])], [1, [['floating-promise', 'warning']]]);
    const { rules = [] } = run?.tool.driver ?? {};
    const page = readPage('floating-promise') ?? '';
    assert.equal(rules.find(({ id }) => id === 'floating-promise')?.help?.markdown, page.slice(page.indexOf('\n')).trimStart());
    assert.deepEqual(rules.filter(({ help }) => (help?.text.length ?? 0) < 100), []);
  });

  it('github annotates', async () => {
    const { stdout } = await audit(makeWorkspace({ 'src/a.ts': floating }), '--format', 'github');
    assert.match(stdout, /^::warning file=src\/a\.ts,line=3,endLine=3,col=3,title=Async Pitfalls%3A floating-promise::.*\n1 pitfall \(1 warning\) in 1 file\n$/);
  });

  it('markdown lists by file', async () => {
    const { stdout } = await audit(makeWorkspace({ 'src/a.ts': floating }), '--format', 'markdown');
    assert.match(stdout, /^### Async Pitfalls: 1 pitfall in 1 file\n[\s\S]*`src\/a\.ts:3`/);
  });
});

describe('--output', () => {
  it('replaces what is there, and keeps its mode', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'report.md': 'old' });
    fs.chmodSync(workspace.path('report.md'), 0o640);
    await audit(workspace, '--format', 'markdown', '--output', 'report.md');
    assert.match(workspace.read('report.md'), /^### Async Pitfalls/);
    if (process.platform !== 'win32') assert.equal(fs.statSync(workspace.path('report.md')).mode & 0o777, 0o640);
    assert.deepEqual(fs.readdirSync(workspace.root).sort(), ['a.ts', 'report.md']);
  });

  it('follows a link, and leaves it a link', async function () {
    if (process.platform === 'win32') return;
    const workspace = makeWorkspace({ 'a.ts': floating, 'out/report.md': 'old' });
    fs.symlinkSync('out/report.md', workspace.path('link.md'));
    await audit(workspace, '--format', 'markdown', '--output', 'link.md');
    assert.match(workspace.read('out/report.md'), /^### Async Pitfalls/);
    assert.ok(fs.lstatSync(workspace.path('link.md')).isSymbolicLink());
  });

  it('leaves what is there when it cannot be replaced, and nothing beside it', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'report/old.md': '' });
    const { status, stderr } = await audit(workspace, '--format', 'markdown', '--output', 'report');
    assert.deepEqual([status, stderr], [2, 'async-pitfalls: --output report cannot be written: it is a folder. Mend the path, or make its folder writable.\n']);
    assert.deepEqual(fs.readdirSync(workspace.root).sort(), ['a.ts', 'report']);
    assert.deepEqual(fs.readdirSync(workspace.path('report')), ['old.md']);
  });

  it('writes into what is no file', async function () {
    if (process.platform === 'win32') return;
    const { status, stdout } = await audit(makeWorkspace({ 'a.ts': floating }), '--output', '/dev/null');
    assert.deepEqual([status, stdout, fs.statSync('/dev/null').isCharacterDevice()], [1, '', true]);
  });
});
