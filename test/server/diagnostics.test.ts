import assert from 'node:assert/strict';
import path from 'node:path';
import { FileChangeType, type Diagnostic } from 'vscode-languageserver-protocol/node';
import { Client } from './client.ts';

const save = 'declare function save(): Promise<void>;\n';
const submit = `${save}export async function submit() {\n  save();\n}\n`;
const config = JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', allowJs: true, types: [] } });

describe('server: diagnostics', () => {
  let client: Client;
  afterEach(() => client.stop());

  it('say what is wrong, where, how loud, and where to read about it', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', submit);
    const [found] = await client.diagnosticsUntil('a.ts', (items) => items.length === 1);
    assert.deepEqual(found?.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 8 } });
    assert.equal(found.source, 'async-pitfalls');
    assert.equal(found.code, 'floating-promise');
    assert.equal(found.severity, 2);
    assert.match(found.codeDescription?.href ?? '', /^file:.*\/floating-promise\.md$/);
  });

  it('are hints in a program of many files where nothing else there says that a promise is missed', async () => {
    const others = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`other${index}.ts`, 'export {};\n']));
    // What only types tell shows that the answer is the last one.
    const send = "import type { Shelf } from './shelf';\nexport async function send(shelf: Shelf, text: string) {\n  fetch(text);\n  return shelf.isOpen() ? text : '';\n}\n";
    for (const [count, severity] of [[27, 2], [28, 4]] as const) {
      client = await Client.start({ 'tsconfig.json': config, 'package.json': '{ "name": "notes", "dependencies": { "express": "5" } }', 'a.ts': send, 'shelf.ts': 'export interface Shelf { isOpen(): Promise<boolean> }\n', ...others(count) });
      await client.open('a.ts', send);
      const found = await client.diagnosticsUntil('a.ts', (items) => items.length === 2);
      assert.equal(found.find(({ code }) => code === 'floating-promise')?.severity, severity, `${count} other files`);
      if (count === 27) await client.stop();
    }
  });

  it('follow each edit, saved or not', async () => {
    client = await Client.start({ 'tsconfig.json': config, 'a.ts': 'export {};\n' });
    await client.open('a.ts', submit);
    assert.deepEqual(await client.floating('a.ts', 1), [2]);
    await client.edit('a.ts', '  save();', '  await save();');
    await client.floating('a.ts', 0);
    await client.edit('a.ts', '  await save();', '  await save();\n\n  save();');
    assert.deepEqual(await client.floating('a.ts', 1), [4]);
  });

  it('neither vanish nor flicker while something else is half-typed', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', `${submit}export async function other() {\n  const done = save();\n  await done;\n}\n`);
    assert.deepEqual(await client.floating('a.ts', 1), [2]);
    // The brace takes all that follows with it; `await done` is gone for the parser, but not for good.
    for (const [old, text] of [['  const done', '  if (\n  const done'], ['if (\n', 'if (true) {\n'], ['  await done;', '  await done.']]) {
      await client.edit('a.ts', old as string, text as string);
      const report = await client.pull('a.ts');
      assert(report.kind === 'full');
      assert.deepEqual(report.items.map(({ code, range }) => `${String(code)} ${range.start.line}`), ['floating-promise 2'], text);
    }
  });

  it('stay when only a part of the text is parsed anew', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', "import { open } from 'node:fs/promises';\nexport async function read() {\n  const file = await open('a');\n  await file.read();\n  await file.close();\n}\n\nexport const last = 'one';\n");
    const leaks = (items: Diagnostic[]): boolean => items.some(({ code }) => code === 'missing-cleanup');
    await client.diagnosticsUntil('a.ts', leaks);
    for (const [old, text] of [['one', 'two'], ['two', 'three'], ['three', 'four']]) {
      await client.edit('a.ts', old as string, text as string);
      const report = await client.pull('a.ts');
      assert(report.kind === 'full' && leaks(report.items), text);
    }
  });

  it('see what a change in another open document does to this one', async () => {
    client = await Client.start({ 'tsconfig.json': config, 'lib.ts': 'export function load(): number { return 1; }\n' });
    await client.open('lib.ts', 'export function load(): number { return 1; }\n');
    await client.open('a.ts', 'import { load } from "./lib";\nexport async function go() {\n  load();\n}\n');
    await client.floating('a.ts', 0);
    await client.edit('lib.ts', 'function load(): number { return 1; }', 'async function load(): Promise<number> { throw new Error(); }');
    await client.floating('a.ts', 1);
  });

  it('see through helpers in other open documents, as they become blocking and stop being so', async () => {
    client = await Client.start({ 'tsconfig.json': config, 'package.json': '{ "dependencies": { "express": "1" } }' });
    await client.write('fs.d.ts', "declare module 'node:fs' { export function readFileSync(path: string, encoding: string): string; }\n");
    await client.open('lib.ts', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\nexport function load(name: string): string {\n  return name;\n}\n");
    await client.open('page.ts', "import { load } from './lib';\nexport function page(): string {\n  return load('page');\n}\n");
    await client.open('a.ts', "import { page } from './page';\nexport async function answer(req: object, res: object): Promise<string> {\n  return page();\n}\n");
    const blocking = (items: Diagnostic[]): Diagnostic[] => items.filter(({ code }) => code === 'blocking-call');
    await client.diagnosticsUntil('a.ts', (items) => blocking(items).length === 0);
    await client.edit('lib.ts', '  return name;', "  return readFileSync(name, 'utf8');");
    const [found] = blocking(await client.diagnosticsUntil('a.ts', (items) => blocking(items).length === 1));
    assert.deepEqual(found?.relatedInformation?.map(({ location }) => `${path.basename(location.uri)} ${location.range.start.line}`), ['page.ts 2', 'lib.ts 3']);
    await client.edit('lib.ts', "  return readFileSync(name, 'utf8');", '  return name;');
    await client.diagnosticsUntil('a.ts', (items) => blocking(items).length === 0);
  });

  it('see what changes on disk: a module that appears, a tsconfig that changes', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', 'import { load } from "@/lib";\nexport async function go() {\n  load();\n}\n');
    await client.floating('a.ts', 0);
    await client.write('source/lib.ts', 'export declare function load(): Promise<number>;\n');
    await client.tell('source/lib.ts', FileChangeType.Created);
    await client.floating('a.ts', 0);
    await client.write('tsconfig.json', config.replace('"strict":true', '"strict":true,"paths":{"@/*":["./source/*"]}'));
    await client.tell('tsconfig.json', FileChangeType.Changed);
    await client.floating('a.ts', 1);
  });

  it('are there for all eight file types', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    const names = ['a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'f.jsx', 'g.mjs', 'h.cjs'];
    for (const name of names) await client.open(name, '{\n  async function save() { await Promise.reject(); }\n  async function submit() { await 2;\n    save();\n  }\n}\n');
    for (const name of names) assert.deepEqual(await client.floating(name, 1), [3], name);
  });

  it('are there for documents that were never saved', async () => {
    client = await Client.start({});
    await client.open('untitled:Untitled-1', submit);
    assert.deepEqual(await client.floating('untitled:Untitled-1', 1), [2]);
  });

  it('go by each workspace folder\'s own settings and projects', async () => {
    client = await Client.start({
      'one/tsconfig.json': config, 'one/async-pitfalls.jsonc': '{ "rules": { "floating-promise": "error" } }',
      'two/tsconfig.json': config, 'two/async-pitfalls.jsonc': '{ "exclude": ["a.ts"] }',
    }, { folders: ['one', 'two'] });
    await client.open('one/a.ts', submit);
    await client.open('two/a.ts', submit);
    await client.open('two/b.ts', submit);
    assert.deepEqual((await client.diagnosticsUntil('one/a.ts', (items) => items.length === 1)).map(({ severity }) => severity), [1]);
    await client.floating('two/b.ts', 1);
    assert.deepEqual(await client.floating('two/a.ts', 0), []);
  });

  it('change with the config file and with the editor\'s settings, which overrule it', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', submit);
    await client.floating('a.ts', 1);
    await client.write('async-pitfalls.jsonc', '{ "rules": { "floating-promise": "hint" } }');
    await client.tell('async-pitfalls.jsonc', FileChangeType.Created);
    await client.diagnosticsUntil('a.ts', ([found]) => found?.severity === 4);
    await client.configure({ rules: { 'floating-promise': 'error' } });
    await client.diagnosticsUntil('a.ts', ([found]) => found?.severity === 1);
    await client.configure({ enable: false });
    await client.diagnosticsUntil('a.ts', (items) => items.length === 0);
  });

  it('say what is wrong with a config file, and go on without it', async () => {
    client = await Client.start({ 'tsconfig.json': config, 'async-pitfalls.jsonc': '{\n  "rules": { "floating-promises": "off" } }' });
    await client.open('a.ts', submit);
    await client.floating('a.ts', 1);
    const status = await client.until(() => client.status.find(({ state }) => state === 'problem'), () => 'no problem was said');
    assert.match(status.message ?? '', /async-pitfalls\.jsonc:2:\d+: .*Did you mean 'floating-promise'/);
    await client.write('async-pitfalls.jsonc', '{}');
    await client.tell('async-pitfalls.jsonc', FileChangeType.Changed);
    await client.floating('a.ts', 1);
    await client.until(() => (client.status.at(-1)?.state === 'idle' ? true : undefined), () => `the status is ${client.status.at(-1)?.message}`);
  });

  it('are pushed to an editor that cannot ask, and taken back when a file is closed', async () => {
    client = await Client.start({ 'tsconfig.json': config }, { capabilities: ({ textDocument, workspace }) => { delete textDocument?.diagnostic; delete workspace?.diagnostics; } });
    const untilPushed = (count: number): Promise<true> => client.until(() => (client.published.get(client.uri('a.ts'))?.diagnostics.length === count ? true : undefined), () => 'nothing pushed');
    await client.open('a.ts', submit);
    await untilPushed(1);
    await client.edit('a.ts', '  save();', '  await save();');
    await untilPushed(0);
    await client.edit('a.ts', '  await save();', '  save();');
    await untilPushed(1);
    assert.equal(client.published.get(client.uri('a.ts'))?.version, 3);
    await client.close('a.ts');
    await untilPushed(0);
  });

  it('are "unchanged" when nothing has', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', submit);
    await client.floating('a.ts', 1);
    const first = await client.pull('a.ts');
    const second = await client.pull('a.ts', first.resultId);
    assert.equal(second.kind, 'unchanged');
  });

  it('outlive a rule that crashes: the others go on, and the log says which', async () => {
    client = await Client.start({ 'tsconfig.json': config }, { entry: path.join(import.meta.dirname, 'with-crashing-rule.ts') });
    await client.open('a.ts', submit);
    await client.floating('a.ts', 1);
    const said = await client.until(() => client.log.find((line) => line.includes('crashing-rule')), () => 'nothing was said');
    assert.match(said, /was left out: on purpose/);
  });
});
