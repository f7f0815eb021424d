import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import type { AuditSummary } from '../../src/server/protocol.ts';
import { Client } from './client.ts';

const floating = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save();\n}\n';
const baseline = 'async-pitfalls.baseline.json';
const entry = (path: string, within = 'submit'): string => `{ "path": "${path}", "rule": "floating-promise", "in": "${within}", "code": "save()" }`;
const holding = (...entries: string[]): string => `{ "version": 1, "findings": [${entries.join(', ')}] }`;

describe('server: a baseline', () => {
  let client: Client;
  afterEach(() => client.stop());

  const untilPublished = (name: string, count: number): Promise<true> => client.until(
    () => ((client.published.get(client.uri(name))?.diagnostics.length ?? 0) === count ? true : undefined),
    () => `${name} has ${client.published.get(client.uri(name))?.diagnostics.length} findings`,
  );

  it('hides what it holds in open files, and no more', async () => {
    client = await Client.start({ 'src/a.ts': floating, [baseline]: holding(entry('src/a.ts')) });
    await client.open('src/a.ts', floating);
    await client.floating('src/a.ts', 0);
    await client.edit('src/a.ts', '  save();', '  const now = 1;\n  save();\n  save();');
    assert.deepEqual(await client.floating('src/a.ts', 1), [4]);
    await client.edit('src/a.ts', 'submit()', 'renamed()');
    assert.deepEqual(await client.floating('src/a.ts', 1), [4]);
  });

  it('is read anew when it changes, comes or goes, and when a file that it names goes', async () => {
    client = await Client.start({ 'a.ts': floating, 'old.ts': floating });
    await client.open('a.ts', floating);
    await client.floating('a.ts', 1);
    await client.write(baseline, holding(entry('a.ts')));
    await client.tell(baseline, FileChangeType.Created);
    await client.floating('a.ts', 0);
    await client.write(baseline, holding(entry('old.ts')));
    await client.tell(baseline, FileChangeType.Changed);
    await client.floating('a.ts', 1);
    await fs.rm(`${client.folder}/old.ts`);
    await client.tell('old.ts', FileChangeType.Deleted);
    await client.floating('a.ts', 0);
    await fs.rm(`${client.folder}/${baseline}`);
    await client.tell(baseline, FileChangeType.Deleted);
    await client.floating('a.ts', 1);
  });

  it('that is broken holds nothing, which the log and the status say', async () => {
    client = await Client.start({ 'a.ts': floating, [baseline]: '{' });
    await client.open('a.ts', floating);
    await client.floating('a.ts', 1);
    await client.until(() => client.log.find((line) => /async-pitfalls\.baseline\.json:1: the baseline is not valid JSON/.test(line)), () => 'the baseline was not told of');
  });

  it('is the nearest one, and one outside the workspace counts within the repository only', async () => {
    client = await Client.start({ 'p/q/a.ts': floating, [baseline]: holding(entry('p/q/a.ts')) }, { folders: ['p'] });
    await client.open('p/q/a.ts', floating);
    await client.floating('p/q/a.ts', 1);
    await client.write('.git/HEAD', '');
    await client.write('p/async-pitfalls.jsonc', '{}');
    await client.tell('p/async-pitfalls.jsonc', FileChangeType.Created);
    await client.floating('p/q/a.ts', 0);
    await client.write(`p/${baseline}`, holding());
    await client.tell(`p/${baseline}`, FileChangeType.Created);
    await client.floating('p/q/a.ts', 1);
  });

  it('hides what it holds in an audit of the workspace, which follows its changes', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating, [baseline]: holding(entry('a.ts')) });
    const { findings, baselined } = await client.connection.sendRequest<AuditSummary>('asyncPitfalls/audit', { workDoneToken: 1 });
    assert.deepEqual([findings, baselined], [1, 1]);
    await untilPublished('b.ts', 1);
    await untilPublished('a.ts', 0);
    await client.write(baseline, holding(entry('b.ts')));
    await client.tell(baseline, FileChangeType.Changed);
    await untilPublished('a.ts', 1);
    await untilPublished('b.ts', 0);
  });
});

describe('server: audit of changed files', () => {
  let client: Client;
  afterEach(() => client.stop());

  const git = (...args: string[]): string => execFileSync('git', ['-C', client.folder, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { encoding: 'utf8', stdio: 'pipe' });
  const audit = (): Promise<AuditSummary> => client.connection.sendRequest('asyncPitfalls/audit', { workDoneToken: 1, changed: true });
  const published = (): string[] => [...client.published].filter(([, { diagnostics }]) => diagnostics.length > 0).map(([uri]) => uri.slice(client.uri('x').length - 1)).sort();

  it('looks at what differs from HEAD, whole files of it, and follows them', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating, 'sub/c.ts': floating });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
    await client.write('a.ts', `${floating}// more\n`);
    await client.write('sub/new.ts', floating);
    const { files, total, findings } = await audit();
    assert.deepEqual([files, total, findings], [2, 2, 2]);
    await client.until(() => (published().join() === 'a.ts,sub/new.ts' ? true : undefined), () => published().join());
    await client.write('a.ts', '// nothing\n');
    await client.tell('a.ts', FileChangeType.Changed);
    await client.until(() => (published().join() === 'sub/new.ts' ? true : undefined), () => published().join());
  });

  it('comes out differently when the settings change, and looks at no other files then', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating });
    git('init', '--quiet');
    git('add', 'b.ts');
    git('commit', '--quiet', '--message', 'x');
    await audit();
    await client.until(() => (published().join() === 'a.ts' ? true : undefined), () => published().join());
    await client.configure({ rules: { 'floating-promise': 'off' } });
    await client.until(() => (published().join() === '' ? true : undefined), () => published().join());
    assert.equal(client.published.has(client.uri('b.ts')), false);
  });

  it('is a command of its own in an editor without our extension', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating }, { status: false });
    git('init', '--quiet');
    git('add', 'b.ts');
    git('commit', '--quiet', '--message', 'x');
    const filesOf = async (command: string): Promise<number> => (await client.connection.sendRequest<AuditSummary>('workspace/executeCommand', { command })).files;
    assert.deepEqual([await filesOf('asyncPitfalls.auditChangedFiles'), await filesOf('asyncPitfalls.auditWorkspace')], [1, 2]);
  });

  it('has nothing to look at where nothing has changed', async () => {
    client = await Client.start({ 'a.ts': floating });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
    assert.deepEqual(await audit(), { files: 0, total: 0, findings: 0, baselined: 0, fixable: { findings: 0, files: 0 }, partial: false, problems: [] });
  });

  it('says that there is no repository', async () => {
    client = await Client.start({ 'a.ts': floating });
    const { refusal, findings, files } = await audit();
    assert.match(refusal ?? '', /lies in no git repository/);
    assert.deepEqual([findings, files], [0, 0]);
  });

  it('waits for an audit of all files, and the other way round', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating });
    git('init', '--quiet');
    git('add', 'a.ts');
    git('commit', '--quiet', '--message', 'x');
    const all = client.connection.sendRequest<AuditSummary>('asyncPitfalls/audit', { workDoneToken: 2 });
    const [changed, again] = [audit(), audit()];
    assert.deepEqual([(await all).files, (await changed).files, (await again).files], [2, 1, 1]);
    assert.deepEqual(published(), ['a.ts', 'b.ts']);
  });
});
