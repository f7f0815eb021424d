import assert from 'node:assert/strict';
import { CancellationTokenSource, FileChangeType, ResponseError } from 'vscode-languageserver-protocol/node';
import type { AuditSummary } from '../../src/server/protocol.ts';
import { Client } from './client.ts';

const floating = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save();\n}\n';
const fine = 'export const answer = 42;\n';

describe('server: audit of the workspace', () => {
  let client: Client;
  afterEach(() => client.stop());

  const audit = (token?: CancellationTokenSource['token']): Promise<AuditSummary> => client.connection.sendRequest('asyncPitfalls/audit', { workDoneToken: 'audit' }, token);
  const published = (name: string): number | undefined => client.published.get(client.uri(name))?.diagnostics.length;
  const untilPublished = (name: string, count: number): Promise<true> => client.until(() => (published(name) === count ? true : undefined), () => `${name} has ${published(name)} findings`);

  it('pushes the findings of closed files and says how far it is', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': fine, 'sub/c.js': 'export async function go() {\n  fetch("x");\n}\n' });
    const summary = await audit();
    assert.deepEqual(summary, { files: 3, total: 3, findings: 2, baselined: 0, fixable: { findings: 0, files: 0 }, partial: false, problems: [] });
    await untilPublished('a.ts', 1);
    await untilPublished('sub/c.js', 1);
    assert.equal(published('b.ts'), undefined);
    const messages = client.progress.map(({ value }) => value.message);
    assert.ok(messages.some((message) => /^\d of 3 files$/.test(message ?? '')), JSON.stringify(messages));
    assert.deepEqual(client.progress.at(-1)?.value.kind, 'end');
  });

  it('shows hints, and does not count them', async () => {
    client = await Client.start({ 'a.ts': floating, 'b.ts': floating, 'sub/async-pitfalls.jsonc': '{ "rules": { "floating-promise": "hint" } }', 'sub/c.ts': floating });
    assert.equal((await audit()).findings, 2);
    await untilPublished('sub/c.ts', 1);
  });

  it('leaves open documents to those who ask for them, and takes over when they close', async () => {
    client = await Client.start({ 'a.ts': floating });
    await client.open('a.ts', floating);
    await client.floating('a.ts', 1);
    await audit();
    assert.equal(published('a.ts') ?? 0, 0);
    await client.close('a.ts');
    await untilPublished('a.ts', 1);
    await client.open('a.ts', floating);
    await client.floating('a.ts', 1);
    await untilPublished('a.ts', 0);
  });

  it('follows what changes on disk: files that change, appear, go, and those that import them', async () => {
    client = await Client.start({ 'lib.ts': 'export function load(): number { return 1; }\n', 'a.ts': 'import { load } from "./lib";\nexport async function go() {\n  load();\n}\n', 'old.ts': floating });
    assert.equal((await audit()).findings, 1);
    await client.write('lib.ts', 'export function load(): Promise<number> { return fetch("x").then(() => 1); }\n');
    await client.tell('lib.ts', FileChangeType.Changed);
    await untilPublished('a.ts', 1);
    await client.write('new.ts', floating);
    await client.tell('new.ts', FileChangeType.Created);
    await untilPublished('new.ts', 1);
    await client.tell('old.ts', FileChangeType.Deleted);
    await untilPublished('old.ts', 0);
  });

  it('keeps what was found when it is cancelled, and says that it is partial', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${String(index).padStart(3, '0')}.ts`, floating]));
    client = await Client.start(files);
    const source = new CancellationTokenSource();
    const running = audit(source.token).catch((error: unknown) => error);
    await untilPublished('f000.ts', 1);
    source.cancel();
    const ended = await running;
    if (ended instanceof ResponseError) assert.fail(ended.message);
    const summary = ended as AuditSummary;
    assert.equal(summary.partial, true);
    assert.ok(summary.files < 400, `${summary.files} files`);
    assert.equal(published('f000.ts'), 1);
  });

  it('comes out differently when the settings change', async () => {
    client = await Client.start({ 'a.ts': floating });
    await audit();
    await untilPublished('a.ts', 1);
    await client.configure({ rules: { 'floating-promise': 'off' } });
    await untilPublished('a.ts', 0);
  });

  it('starts anew when the settings change on the way, and who waits hears of the last', async () => {
    // The last file takes so long that the settings come before its end.
    const long = Array.from({ length: 4000 }, (_, index) => `export async function run${index}() {\n  fetch('/orders/${index}');\n}\n`).join('');
    const files = { 'f000.ts': floating, 'f001.ts': floating, 'last.ts': long };
    client = await Client.start(files);
    const running = audit();
    await untilPublished('f000.ts', 1);
    await client.configure({ rules: { 'floating-promise': 'off' } });
    await untilPublished('f000.ts', 0);
    const { findings, partial } = await running;
    assert.deepEqual([findings, partial], [0, false]);
  });
});
