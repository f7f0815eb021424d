import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CancellationTokenSource, TextDocumentEdit, type ApplyWorkspaceEditParams, type ApplyWorkspaceEditResult, type WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import type { AuditSummary, WorkspaceFixes } from '../../src/server/protocol.ts';
import { nestedLoops } from '../support/command-line.ts';
import { Client, type ClientOptions } from './client.ts';

const unused = '// async-pitfalls-disable-next-line blocking-call\nexport const answer = 42;\n';
const used = 'export const answer = 42;\n';
const floating = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save();\n}\n';
const awaited = floating.replace('  save', '  await save');
const promotingLoops = '{ "safeFixes": ["misused-async-callback/for-of"] }';
const promoting = '{ "safeFixes": ["floating-promise/await"] }';

describe('server: safe fixes of the workspace', () => {
  let client: Client;
  afterEach(() => client.stop());

  const start = async (files: Record<string, string>, options?: ClientOptions): Promise<void> => {
    client = await Client.start(files, options);
  };
  const find = (token?: CancellationTokenSource['token']): Promise<WorkspaceFixes> => client.connection.sendRequest('asyncPitfalls/fixWorkspace', { workDoneToken: 'fix' }, token);
  /** The texts after an edit, by name. */
  const after = async (edit: WorkspaceEdit | undefined): Promise<Record<string, string>> => {
    const texts: Record<string, string> = {};
    for (const change of edit?.documentChanges ?? []) {
      assert(TextDocumentEdit.is(change));
      const name = change.textDocument.uri.slice(client.uri('').length).replace(/^\//, '');
      texts[name] = change.textDocument.version === null ? TextDocument.applyEdits(TextDocument.create('', '', 0, await fs.readFile(path.join(client.folder, name), 'utf8')), change.edits.flatMap((one) => ('newText' in one ? [one] : []))) : client.apply(name, edit ?? {});
    }
    return texts;
  };
  /** Once the server has taken the editor's texts, and before its thread has read a file. */
  const begun = (): Promise<true> => client.until(() => client.progress.some(({ token, value }) => token === 'fix' && value.kind === 'begin') || undefined, () => 'no progress');
  const annotated = (edit: WorkspaceEdit | undefined): string[] => Object.values(edit?.changeAnnotations ?? {}).map(({ label, needsConfirmation }) => `${label}${needsConfirmation ? '?' : ''}`);

  it('are counted, and come as one edit that the editor shows and asks about; nothing is written', async () => {
    await start({ 'async-pitfalls.jsonc': promoting, 'a.ts': unused, 'sub/b.ts': floating, 'c.ts': used });
    const found = await find();
    assert.deepEqual({ ...found, edit: undefined }, { looked: 3, fixes: 2, files: 2, edit: undefined, left: [], unfinished: false, partial: false });
    assert.deepEqual(annotated(found.edit), ['2 safe fixes in 2 files: look at them, then apply or discard them?', 'Safe fixes']);
    // What needs to be confirmed comes unticked in VS Code: it changes nothing.
    const asked = (found.edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : [])).filter((one) => 'annotationId' in one && one.annotationId === 'confirmation');
    assert.deepEqual(asked.map((one) => ('newText' in one ? [one.newText, one.range.start, one.range.end] : [])), [['', { line: 0, character: 0 }, { line: 0, character: 0 }]]);
    assert.deepEqual(await after(found.edit), { 'a.ts': used, 'sub/b.ts': awaited });
    assert.equal(await fs.readFile(path.join(client.folder, 'a.ts'), 'utf8'), unused);
  });

  it('are none of those that nobody has called safe', async () => {
    await start({ 'b.ts': floating });
    assert.deepEqual(await find(), { looked: 1, fixes: 0, files: 0, left: [], unfinished: false, partial: false });
  });

  it('leave alone what the baseline holds, which an audit does not count either', async () => {
    const held = '{ "path": "a.ts", "rule": "floating-promise", "in": "submit", "code": "save()" }';
    const twice = floating.replace('  save();', '  save();\n  save();');
    await start({ 'async-pitfalls.jsonc': promoting, 'async-pitfalls.baseline.json': `{ "version": 1, "findings": [${held}] }`, 'a.ts': twice, 'b.ts': floating });
    const found = await find();
    assert.deepEqual(await after(found.edit), { 'a.ts': twice.replace('  save();\n}', '  await save();\n}'), 'b.ts': awaited });
    assert.deepEqual([found.fixes, found.files, found.unfinished], [2, 2, false]);
    const { baselined, fixable } = await client.connection.sendRequest<AuditSummary>('asyncPitfalls/audit', { workDoneToken: 'audit' });
    assert.deepEqual([baselined, fixable], [1, { findings: 2, files: 2 }]);
  });

  it('are counted by an audit as well', async () => {
    await start({ 'async-pitfalls.jsonc': promoting, 'a.ts': unused, 'b.ts': floating, 'c.ts': `${unused}${unused.replace('answer', 'other')}` });
    const summary = await client.connection.sendRequest('asyncPitfalls/audit', { workDoneToken: 'audit' });
    assert.deepEqual((summary as { fixable: unknown }).fixable, { findings: 4, files: 3 });
  });

  it('count in the texts that the editor has, for their versions', async () => {
    await start({ 'a.ts': used, 'b.ts': unused });
    await client.open('a.ts', used);
    await client.edit('a.ts', 'export', '// Not saved.\n// async-pitfalls-disable-next-line blocking-call\nexport');
    await client.open('b.ts', used);
    const { edit } = await find();
    assert.deepEqual((edit?.documentChanges ?? []).map((change) => ('textDocument' in change ? [change.textDocument.uri, change.textDocument.version] : [])), [[client.uri('a.ts'), 2]]);
    assert.deepEqual(await after(edit), { 'a.ts': `// Not saved.\n${used}` });
  });

  it('that touch each other are taken in rounds', async () => {
    const line = (...ids: string[]): string => `async function save() { await fetch("/"); }\nexport async function f() {\n  save(); // async-pitfalls-disable-line ${ids.join(', ')}\n}\n`;
    await start({ 'a.ts': line('floating-promise', 'blocking-call', 'missing-cleanup', 'unbounded-concurrency') });
    const found = await find();
    assert.deepEqual([found.files, found.unfinished], [1, false]);
    assert.deepEqual(await after(found.edit), { 'a.ts': line('floating-promise') });
  });

  it('end after ten rounds, and say that there is more', async () => {
    await start({ 'async-pitfalls.jsonc': promotingLoops, 'a.ts': nestedLoops(12) });
    const found = await find();
    assert.deepEqual([found.fixes, found.unfinished], [10, true]);
    assert.equal((await after(found.edit))['a.ts']?.split('forEach').length, 3);
  });

  it('leave alone what somebody has typed in meanwhile, or closed unsaved, and say so', async () => {
    await start({ 'a.ts': unused, 'b.ts': unused, 'c.ts': used });
    await client.open('a.ts', unused);
    await client.open('c.ts', unused);
    const finding = find();
    await begun();
    await client.edit('a.ts', '42', '43');
    await client.close('c.ts');
    const found = await finding;
    assert.deepEqual(found.left, ['a.ts has changed meanwhile.', 'c.ts has changed meanwhile.']);
    assert.deepEqual(await after(found.edit), { 'b.ts': used });
    assert.deepEqual([found.fixes, found.files], [1, 1]);
  });

  it('leave alone what is read-only, or would lose what is not UTF-8, and say so', async () => {
    await start({ 'a.ts': unused, 'b.ts': unused });
    await fs.chmod(path.join(client.folder, 'a.ts'), 0o444);
    await fs.writeFile(path.join(client.folder, 'b.ts'), Buffer.from(`// caf\xe9\n${unused}`, 'latin1'));
    const found = await find();
    assert.deepEqual(found.left, ['a.ts is read-only.', 'b.ts is not in UTF-8.']);
    assert.deepEqual([found.edit, found.fixes], [undefined, 0]);
  });

  it('leave generated files alone, do not count them, and say so', async () => {
    const made = `// Code generated by a tool. DO NOT EDIT.\n${unused}`;
    await start({ 'a.ts': made, 'b.ts': unused });
    const found = await find();
    assert.deepEqual(found.left, ['a.ts is generated, as the comment at its top says. Mend what generates it.']);
    assert.deepEqual(await after(found.edit), { 'b.ts': used });
    const { fixable } = await client.connection.sendRequest<AuditSummary>('asyncPitfalls/audit', { workDoneToken: 'audit' });
    assert.deepEqual(fixable, { findings: 1, files: 1 });
  });

  it('come to nothing when they are cancelled', async () => {
    await start({ 'a.ts': unused });
    const source = new CancellationTokenSource();
    const finding = find(source.token);
    await begun();
    source.cancel();
    assert.deepEqual(await finding, { looked: 0, fixes: 0, files: 0, left: [], unfinished: false, partial: true });
  });

  describe('in an editor without our extension', () => {
    const plain: ClientOptions = { status: false, capabilities: ({ workspace }) => { delete workspace?.workspaceEdit?.changeAnnotationSupport; } };
    const run = async (answer: string | undefined, meanwhile?: () => Promise<void>, result: ApplyWorkspaceEditResult = { applied: true }): Promise<{ asked: string[]; applied: ApplyWorkspaceEditParams[] }> => {
      const [asked, applied]: [string[], ApplyWorkspaceEditParams[]] = [[], []];
      client.connection.onRequest('window/showMessageRequest', async ({ message }: { message: string }) => { asked.push(message); await meanwhile?.(); return answer === undefined ? null : { title: answer }; });
      client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => { applied.push(params); return result; });
      await client.connection.sendRequest('workspace/executeCommand', { command: 'asyncPitfalls.fixAllInWorkspace' });
      return { asked, applied };
    };

    it('are a command that asks first', async () => {
      await start({ 'a.ts': unused }, plain);
      const { asked, applied } = await run('Apply');
      assert.deepEqual(asked, ['1 safe fix in 1 file.']);
      assert.deepEqual(applied.map(({ label, edit }) => [label, edit.changeAnnotations]), [['1 safe fix in 1 file', undefined]]);
      assert.deepEqual(await after(applied[0]?.edit), { 'a.ts': used });
    });

    it('are a command that says when there is more to fix', async () => {
      await start({ 'async-pitfalls.jsonc': promotingLoops, 'a.ts': nestedLoops(12) }, plain);
      assert.deepEqual((await run(undefined)).asked, ['10 safe fixes in 1 file. After ten rounds there is more to fix: run it again.']);
    });

    it('are made without what was deleted, edited or saved anew while the question stood, and this is said', async () => {
      await start({ 'a.ts': unused, 'b.ts': unused, 'c.ts': unused, 'd.ts': unused }, plain);
      await client.open('b.ts', unused);
      const { applied } = await run('Apply', async () => {
        await fs.rm(path.join(client.folder, 'a.ts'));
        await client.edit('b.ts', '42', '43');
        await fs.writeFile(path.join(client.folder, 'c.ts'), `// More.\n${unused}`);
      });
      assert.deepEqual(await Promise.all(applied.map(({ edit }) => after(edit))), [{ 'd.ts': used }]);
      assert.deepEqual(client.shown, ['Not fixed: a.ts was deleted meanwhile. b.ts has changed meanwhile. c.ts has changed meanwhile. Run it again for what is there now.']);
    });

    it('come to nothing where all of it has changed while the question stood, and this is said', async () => {
      await start({ 'a.ts': unused }, plain);
      const { applied } = await run('Apply', () => fs.rm(path.join(client.folder, 'a.ts')));
      assert.deepEqual([applied, client.shown], [[], ['Not fixed: a.ts was deleted meanwhile. Run it again for what is there now.']]);
    });

    it('say so when the editor does not make them', async () => {
      await start({ 'a.ts': unused }, plain);
      await run('Apply', undefined, { applied: false, failureReason: 'a.ts is not there' });
      assert.deepEqual(client.shown, ['The editor did not make the fixes (a.ts is not there). Run it again.']);
    });

    it('are not made when the question is closed', async () => {
      await start({ 'a.ts': unused }, plain);
      assert.deepEqual((await run(undefined)).applied, []);
    });
  });
});
