import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { Analyzer } from '../../src/server/analyzer.ts';
import { OpenDocuments } from '../../src/server/documents.ts';
import { SettingsStore } from '../../src/server/settings.ts';
import { uriOfPath } from '../../src/server/uris.ts';
import { WarmProjects } from '../../src/server/warm-projects.ts';

const helper = `import { readFileSync } from 'node:fs';
export const read = readFileSync;
export function load(name: string): string {
  return name + '.txt';
}
export async function count(name: string): Promise<number> {
  return name.length;
}
`;
const caller = `import { count, load } from './helper';
export async function answer(_req: object, _res: object): Promise<string> {
  count('a');
  return load('a');
}
`;

describe('server: a change that nobody sees from outside', () => {
  let folder: string;
  let client: MessageConnection;
  let documents: OpenDocuments;
  let analyzer: Analyzer;
  let version = 1;

  const uriOf = (name: string): string => uriOfPath(path.join(folder, name).split(path.sep).join('/'));

  before(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cut-off-')));
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "types": [] } }');
    fs.writeFileSync(path.join(folder, 'fs.d.ts'), "declare module 'node:fs' { export function readFileSync(path: string, encoding: string): string; }\n");
    for (const [name, text] of [['helper.ts', helper], ['caller.ts', caller]] as const) fs.writeFileSync(path.join(folder, name), text);
    const [up, down] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    documents = new OpenDocuments();
    documents.setFolders([folder]);
    documents.listen(connection);
    connection.listen();
    client.listen();
    const projects = new WarmProjects();
    documents.events.on('opened', (document) => { projects.setText(document); });
    documents.events.on('changed', (document) => { projects.setText(document); });
    analyzer = new Analyzer(documents, projects, new SettingsStore(async () => ({})), (what, error) => { throw new Error(what, { cause: error }); });
    for (const [name, text] of [['helper.ts', helper], ['caller.ts', caller]] as const) {
      const opened = once(documents.events, 'opened');
      await client.sendNotification('textDocument/didOpen', { textDocument: { uri: uriOf(name), languageId: 'typescript', version, text } });
      await opened;
    }
  });

  after(() => {
    client.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  /** What is found in both after the helper has this text, and how many times the caller was analysed for it. */
  async function afterChange(text: string): Promise<{ rules: string[]; runs: number }> {
    const changed = once(documents.events, 'changed');
    await client.sendNotification('textDocument/didChange', { textDocument: { uri: uriOf('helper.ts'), version: (version += 1) }, contentChanges: [{ text }] });
    await changed;
    const earlier = analyzer.runs.get(uriOf('caller.ts')) ?? 0;
    await analyzer.analyze(uriOf('helper.ts'));
    const result = await analyzer.analyze(uriOf('caller.ts'));
    return { rules: (result?.findings ?? []).map(({ rule, severity }) => `${rule} ${severity}`).sort(), runs: (analyzer.runs.get(uriOf('caller.ts')) ?? 0) - earlier };
  }

  it('re-checks no other document, and one that is seen re-checks it in the same round', async () => {
    const unchanged = ['floating-promise information'];
    assert.deepEqual(await afterChange(`${helper}\n`), { rules: unchanged, runs: 1 });
    assert.deepEqual(await afterChange(helper.replace("'.txt'", "'.text'")), { rules: unchanged, runs: 1 });
    // This function is asked about for the first time; from here on it is known what was seen before.
    assert.deepEqual(await afterChange(helper.replace("'.txt'", "'.html'")), { rules: unchanged, runs: 1 });
    assert.deepEqual(await afterChange(helper.replace("'.txt'", "'.md'")), { rules: unchanged, runs: 0 });
    assert.deepEqual(await afterChange(helper.replace("  return name + '.txt'", "  const end = '.txt';\n  return name + end")), { rules: unchanged, runs: 0 });
    assert.deepEqual(await afterChange(helper.replace("name + '.txt'", "readFileSync(name, 'utf8')")), { rules: ['blocking-call warning', ...unchanged], runs: 1 });
    assert.deepEqual(await afterChange(helper.replace('Promise<number>', 'Promise<string>').replace('name.length', 'name')), { rules: unchanged, runs: 1 });
    // It can reject now.
    assert.deepEqual(await afterChange(helper.replace('return name.length', "if (name === '') throw new Error('no name');\n  return name.length")), { rules: ['floating-promise warning'], runs: 1 });
  });

  it('lets fixes be worked out on what there is now', async () => {
    await afterChange(helper.replace('return name.length', "if (name === 'x') throw new Error('no name');\n  return name.length"));
    const fixes = await analyzer.using(uriOf('caller.ts'), ({ findings }) => findings.flatMap((finding) => finding.fixes().map(({ id }) => id)));
    assert.ok(fixes?.includes('await'), String(fixes));
  });
});
