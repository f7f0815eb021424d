import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource, FileChangeType } from 'vscode-languageserver-protocol/node';
import { commonFolder } from '../../src/server/audit-report.ts';
import type { AuditReport, AuditState, ReportParams } from '../../src/server/protocol.ts';
import { Client } from './client.ts';

const floating = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save();\n}\n';
const fine = 'export const answer = 42;\n';

interface Json {
  findings: { path: string; range: { start: { line: number } }; fixes: { id: string; edits: { start: number; end: number; text: string }[] }[] }[];
  problems: { path: string; message: string }[];
  summary: { files: number; findings: number; suppressed: number; partial: boolean };
}

describe('server: reports of the audit', () => {
  let client: Client;
  afterEach(() => client.stop());

  const audit = (token?: CancellationTokenSource['token']): Promise<unknown> => client.connection.sendRequest('asyncPitfalls/audit', { workDoneToken: 'audit' }, token);
  const report = (params: Partial<ReportParams> = {}): Promise<AuditReport | null> => client.connection.sendRequest('asyncPitfalls/report', { format: 'json', severity: 'hint', ...params });
  const json = async (params: Partial<ReportParams> = {}): Promise<Json> => JSON.parse((await report(params))?.text ?? '') as Json;
  const untilState = (isExpected: (state: AuditState) => boolean): Promise<AuditState> => client.until(() => {
    const last = client.auditStates.at(-1);
    return last && isExpected(last) ? last : undefined;
  }, () => `the audit is ${JSON.stringify(client.auditStates.at(-1))}`);

  it('is none before the first audit', async () => {
    client = await Client.start({ 'a.ts': floating });
    assert.equal(await report(), null);
  });

  it('has the findings with their fixes, those of open documents as they are now', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating, 'c.ts': fine, 'd.ts': `// async-pitfalls-disable floating-promise\n${floating}` });
    await audit();
    await client.open('b.ts', `\n\n${floating}`);
    const { findings, problems, summary } = await json();
    assert.deepEqual(findings.map((finding) => [finding.path, finding.range.start.line]), [['a.ts', 3], ['b.ts', 5]]);
    for (const { fixes } of findings) assert.deepEqual(fixes.find(({ id }) => id === 'await')?.edits.map(({ text }) => text), ['await ']);
    assert.equal(findings[1]?.fixes[0]?.edits[0]?.start, findings[0]?.fixes[0]?.edits[0]?.start as number + 2);
    assert.deepEqual(problems, []);
    assert.deepEqual([summary.files, summary.findings, summary.suppressed, summary.partial], [4, 2, 1, false]);
  });

  it('is a page for a window of the editor, or one that stands on its own', async () => {
    client = await Client.start({ 'src/a.ts': floating });
    await audit();
    const inWindow = await report({ format: 'html', nonce: 'abc' });
    assert.equal(inWindow?.folder, client.folder);
    assert.match(inWindow.text, /<body data-in-editor>/);
    assert.match(inWindow.text, /default-src &#39;none&#39;; style-src &#39;nonce-abc&#39;/);
    assert.match(inWindow.text, /"paths":\["src\/a\.ts"\]/);
    assert.match((await report({ format: 'html' }))?.text ?? '', /<body>/);
    assert.match((await report({ format: 'markdown' }))?.text ?? '', /^### Async Pitfalls: 1 pitfall in 1 file/);
    const sarif = JSON.parse((await report({ format: 'sarif' }))?.text ?? '') as { runs: { results: { ruleId: string }[]; tool: { driver: { rules: { id: string; help: { markdown: string } }[] } } }[] };
    assert.deepEqual(sarif.runs[0]?.results.map(({ ruleId }) => ruleId), ['floating-promise']);
    assert.ok(sarif.runs[0]?.tool.driver.rules.every(({ help }) => help.markdown.length > 100));
  });

  it('leaves out what is quieter than asked for', async () => {
    client = await Client.start({ 'a.ts': floating }, { settings: { rules: { 'floating-promise': 'hint' } } });
    await audit();
    assert.equal((await report({ severity: 'information' }))?.findings, 0);
    assert.equal((await report({ severity: 'hint' }))?.findings, 1);
  });

  it('goes to a file whole or not at all', async () => {
    client = await Client.start({ 'a.ts': floating });
    await audit();
    const output = path.join(client.folder, 'report.json');
    const made = await report({ output });
    assert.deepEqual([made?.text, made?.findings], ['', 1]);
    assert.equal((JSON.parse(fs.readFileSync(output, 'utf8')) as Json).findings.length, 1);
    await assert.rejects(report({ output: path.join(client.folder, 'nowhere/report.json') }), /ENOENT/);
    assert.deepEqual(fs.readdirSync(client.folder).sort(), ['a.ts', 'report.json']);
  });

  it('says which files have changed since, and they are audited anew', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating });
    await audit();
    const { revision } = await untilState(({ isRunning, ended }) => !isRunning && ended === 1);
    // Nobody tells of it, as where the editor is told not to watch.
    await client.write('b.ts', `\n${floating}`);
    const { findings, problems } = await json();
    assert.equal(findings.length, 2);
    assert.deepEqual(problems.map((problem) => [problem.path, /^The file has changed since/.test(problem.message)]), [['b.ts', true]]);
    assert.match((await report({ format: 'html' }))?.text ?? '', /2 pitfalls in 2 files\. 1 file has changed since: what is said of it may be old\.</);
    await untilState((state) => state.revision > revision && state.stale.length === 0);
    const now = await json();
    assert.deepEqual([now.findings.map((finding) => finding.range.start.line), now.problems], [[3, 4], []]);
  });

  it('tells which results wait to be refreshed, and when they are', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': fine });
    await audit();
    await untilState(({ isRunning }) => !isRunning);
    await client.write('a.ts', `\n${floating}`);
    await client.tell('a.ts', FileChangeType.Changed);
    await client.tell('b.ts', FileChangeType.Changed);
    const { revision } = await untilState(({ stale }) => stale.length > 0);
    assert.deepEqual(client.auditStates.find(({ stale }) => stale.length > 0)?.stale, [client.uri('a.ts')]);
    await untilState((state) => state.stale.length === 0 && state.revision > revision);
  });

  it('does not change when a document is opened or closed', async () => {
    client = await Client.start({ 'a.ts': floating });
    await audit();
    const { revision } = await untilState(({ isRunning }) => !isRunning);
    await client.open('a.ts', floating);
    await client.floating('a.ts', 1);
    assert.equal((await report())?.revision, revision);
    await client.edit('a.ts', 'save();\n', 'void save();\n');
    await client.floating('a.ts', 0);
    assert.notEqual((await report())?.revision, revision);
  });

  it('of an audit that was cancelled says how far it came', async () => {
    client = await Client.start(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${String(index).padStart(3, '0')}.ts`, floating])));
    const source = new CancellationTokenSource();
    const running = audit(source.token);
    await untilState(({ files }) => files > 0);
    source.cancel();
    await running;
    const { files, total } = await untilState(({ isRunning, partial }) => !isRunning && partial);
    assert.equal(total, 400);
    assert.ok(files > 0 && files < 400, `${files} files`);
    const html = (await report({ format: 'html' }))?.text ?? '';
    assert.match(html, new RegExp(`The audit was interrupted, so this is not all\\. Partial: ${files} of 400 files were looked at\\.`));
    assert.equal((await json()).summary.partial, true);
  });
});

describe('server: the folder that a report is about', () => {
  it('is the workspace folder, or the one that holds them all', () => {
    assert.equal(commonFolder(['/w/a']), '/w/a');
    assert.equal(commonFolder(['/w/a/x', '/w/a/y', '/w/a']), '/w/a');
    assert.equal(commonFolder(['/w/ab', '/w/a']), '/w');
    assert.equal(commonFolder(['/w', '/v']), '/');
    assert.equal(commonFolder(['C:/w', 'C:/w/v']), 'C:/w');
    assert.equal(commonFolder(['C:/w', 'D:/v']), 'C:/');
  });
});
