import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocumentEdit, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { Client } from './client.ts';

const template = `import { readFileSync } from 'node:fs';

export function loadTemplate(name: string): string {
  return readFileSync(name, 'utf8');
}
`;
const page = `import { loadTemplate } from './template';

export async function page(title: string): Promise<string> {
  return loadTemplate('page').replace('{title}', title) + loadTemplate('footer');
}
`;
const awaitedTemplate = template.replace("{ readFileSync } from 'node:fs'", "{ readFile } from 'node:fs/promises'").replace('function', 'async function').replace(': string {', ': Promise<string> {').replace('readFileSync(', 'await readFile(');
const awaitedPage = page.replace("loadTemplate('page')", "(await loadTemplate('page'))").replace("+ loadTemplate", '+ await loadTemplate');

describe('server: make it async', () => {
  let client: Client;
  afterEach(() => client.stop());

  const start = async (files: Record<string, string>, open = 'page.ts', options: Parameters<typeof Client.start>[1] = {}): Promise<void> => {
    client = await Client.start(files, options);
    await client.open(open, files[open] as string);
  };
  const offered = async (name: string, at: string, only?: string[]): Promise<CodeAction[]> => (await client.actions(name, at, only)).filter(({ title }) => /^Make .* async/.test(title));
  const theOnly = async (name: string, at: string, only?: string[]): Promise<CodeAction> => {
    const [action, ...others] = await offered(name, at, only);
    assert(action && others.length === 0, JSON.stringify(others));
    return action;
  };

  /** The texts after an edit, of every file that it touches. */
  const after = async (edit: WorkspaceEdit): Promise<Record<string, string>> => {
    const texts: Record<string, string> = {};
    for (const change of edit.documentChanges ?? []) {
      assert(TextDocumentEdit.is(change));
      const name = change.textDocument.uri.slice(client.uri('').length).replace(/^\//, '');
      const text = change.textDocument.version === null ? await fs.readFile(path.join(client.folder, name), 'utf8') : client.text(name);
      texts[name] = TextDocument.applyEdits(TextDocument.create('', '', 0, text), change.edits.flatMap((one) => ('newText' in one ? [one] : [])));
    }
    return texts;
  };
  const editOf = async (action: CodeAction): Promise<WorkspaceEdit> => {
    const { edit } = await client.resolve(action);
    assert(edit, client.shown.join('\n'));
    return edit;
  };

  it('is offered at a call that comes down to what blocks, and counts the calls', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
    const action = await theOnly('page.ts', "loadTemplate('page')");
    assert.equal(action.title, 'Make `loadTemplate` async and await it at its 2 call sites');
    assert.equal(action.kind, 'quickfix');
    assert.equal(action.edit, undefined);
    assert.deepEqual(await after(await editOf(action)), { 'template.ts': awaitedTemplate, 'page.ts': awaitedPage });
  });

  it('shows what its edits are for, and asks before they are made', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
    const edit = await editOf(await theOnly('page.ts', "loadTemplate('page')"));
    const labels = Object.values(edit.changeAnnotations ?? {}).map(({ label, needsConfirmation }) => `${label}${needsConfirmation ? '?' : ''}`);
    assert.deepEqual(labels.sort(), ['Await the calls', 'Look at the changes, then apply or discard them?', 'Make `loadTemplate` async']);
    // VS Code leaves out what needs confirmation unless it is ticked: that changes nothing.
    const confirmed = (edit.documentChanges ?? []).flatMap((change) => (TextDocumentEdit.is(change) ? change.edits : [])).filter((one) => 'annotationId' in one && edit.changeAnnotations?.[one.annotationId ?? '']?.needsConfirmation);
    assert.deepEqual(confirmed.map((one) => ('newText' in one ? [one.newText, one.range.start, one.range.end] : [])), [['', { line: 0, character: 0 }, { line: 0, character: 0 }]]);
    for (const change of edit.documentChanges ?? []) {
      assert(TextDocumentEdit.is(change));
      assert(change.edits.every((one) => 'annotationId' in one && one.annotationId !== undefined && one.annotationId in (edit.changeAnnotations ?? {})));
      assert.equal(change.textDocument.version, change.textDocument.uri.endsWith('page.ts') ? 1 : null);
    }
  });

  it('comes without annotations to an editor that shows none', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page }, 'page.ts', { capabilities: ({ workspace }) => { delete workspace?.workspaceEdit?.changeAnnotationSupport; } });
    const edit = await editOf(await theOnly('page.ts', "loadTemplate('page')"));
    assert.equal(edit.changeAnnotations, undefined);
    assert(edit.documentChanges?.every((change) => TextDocumentEdit.is(change) && change.edits.every((one) => !('annotationId' in one))));
  });

  it('finds callers in files that the project does not list, and without a project', async () => {
    const caller = "import { loadTemplate } from '../template';\nconsole.log(loadTemplate('x'));\nexport {};\n";
    for (const config of ['{ "include": ["*.ts"] }', undefined]) {
      await start({ ...(config !== undefined && { 'tsconfig.json': config }), 'package.json': '{ "type": "module" }', 'template.ts': template, 'page.ts': page, 'scripts/run.ts': caller });
      const action = await theOnly('page.ts', "loadTemplate('page')");
      assert.equal(action.title, 'Make `loadTemplate` async and await it at its 3 call sites');
      assert.equal((await after(await editOf(action)))['scripts/run.ts'], caller.replace('loadTemplate(\'x\')', "await loadTemplate('x')"));
      if (config !== undefined) await client.stop();
    }
  });

  it('is offered for a promise that a plain function lets go', async () => {
    const text = 'declare function send(): Promise<void>;\nexport function save(): void {\n  send();\n}\nexport async function all() {\n  save();\n}\n';
    await start({ 'save.ts': text }, 'save.ts');
    const action = await theOnly('save.ts', 'send();');
    assert.equal(action.title, 'Make `save` async and await it at its 1 call site');
    assert.deepEqual(await after(await editOf(action)), { 'save.ts': text.replace('function save(): void', 'async function save(): Promise<void>').replace('  send', '  await send').replace('  save', '  await save') });
  });

  it('counts nothing while the cursor only passes', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
    const range = { start: { line: 3, character: 10 }, end: { line: 3, character: 10 } };
    const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: client.uri('page.ts') }, range, context: { diagnostics: [], triggerKind: 2 } });
    assert(actions.some(({ title }) => title === 'Make `loadTemplate` async and await it at its call sites'));
  });

  it('says why it cannot be done, in the menu and when chosen all the same', async () => {
    const view = "import { loadTemplate } from './template';\nexport class View {\n  get text(): string {\n    return loadTemplate('view');\n  }\n}\n";
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page, 'view.ts': view });
    const reason = '`loadTemplate` cannot be made async: the getter `text` cannot be async (view.ts:3).';
    for (const only of [undefined, ['refactor']]) {
      const action = await theOnly('page.ts', "loadTemplate('page')", only);
      assert.deepEqual(action.disabled, { reason });
      assert.equal(action.kind, only ? 'refactor.rewrite.async' : 'quickfix');
    }
    const question = (await client.actions('page.ts', "loadTemplate('page')")).find(({ title }) => title === 'Why can `loadTemplate` not be made async?');
    assert(question && !question.disabled);
    assert.equal((await client.resolve(question)).edit, undefined);
    await client.until(() => client.shown.includes(reason) || undefined, () => `shown: ${client.shown.join(', ')}`);
  });

  it('is left out where it cannot be done and the editor does not show reasons', async () => {
    const view = "import { loadTemplate } from './template';\nexport const text = ['a'].map(loadTemplate);\n";
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page, 'view.ts': view }, 'page.ts', { capabilities: ({ textDocument }) => { delete textDocument?.codeAction?.disabledSupport; } });
    assert.deepEqual(await offered('page.ts', "loadTemplate('page')"), []);
  });

  it('is worked out anew when the text has changed, and not done when its finding is gone', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
    const action = await theOnly('page.ts', "loadTemplate('page')");
    await client.edit('page.ts', 'export async', '// One line more.\nexport async');
    const edit = await editOf(action);
    assert.equal((await after(edit))['page.ts'], awaitedPage.replace('export async', '// One line more.\nexport async'));
    const versions = (edit.documentChanges ?? []).flatMap((change) => (TextDocumentEdit.is(change) && change.textDocument.version !== null ? [change.textDocument.version] : []));
    assert.deepEqual(versions, [2]);
    await client.edit('page.ts', "loadTemplate('page')", "await loadTemplate('page')");
    await client.edit('page.ts', 'export async', 'export /* plain */');
    assert.equal((await client.resolve(action)).edit, undefined);
  });

  it('counts in what other open documents hold, not in what is on disk', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
    await client.open('template.ts', `// Not saved yet.\n${template}`);
    const edit = await editOf(await theOnly('page.ts', "loadTemplate('page')"));
    assert.equal((await after(edit))['template.ts'], `// Not saved yet.\n${awaitedTemplate}`);
  });

  it('is not done where the result would not compile: an object that fits a type by its shape alone', async () => {
    const store = template.replace(/export function (loadTemplate[^]*?\n\})/, (_all, method: string) => `export class Templates {\n  ${method.replaceAll('\n', '\n  ')}\n}`);
    const use = `import { Templates } from './template';

const show = (source: { loadTemplate(name: string): string }): string => source.loadTemplate('a').trim();

export async function use(): Promise<string> {
  const templates = new Templates();
  return templates.loadTemplate('b') + show(templates);
}
`;
    await start({ 'tsconfig.json': '{ "compilerOptions": { "strict": true } }', 'template.ts': store, 'use.ts': use }, 'use.ts');
    const action = await theOnly('use.ts', "templates.loadTemplate('b')");
    assert.equal((await client.resolve(action)).edit, undefined);
    await client.until(() => client.shown.find((message) => /^`loadTemplate` cannot be made async: the result would not compile: Argument of type 'Templates' is not assignable .* \(use\.ts:7\)\.$/.test(message)), () => client.shown.join('\n'));
  });

  it('is not done where a file has changed on disk unseen', async () => {
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
    const action = await theOnly('page.ts', "loadTemplate('page')");
    await client.write('template.ts', `// Somebody else was here.\n${template}`);
    assert.equal((await client.resolve(action)).edit, undefined);
    await client.until(() => client.shown.find((message) => /^template\.ts has changed meanwhile/.test(message)), () => client.shown.join('\n'));
  });

  it('keeps line ends that are mixed', async () => {
    const mixed = (text: string): string => text.split('\n').map((line, index) => `${line}${index % 2 === 0 ? '\r' : ''}`).join('\n').replace(/\r$/, '');
    await start({ 'tsconfig.json': '{}', 'template.ts': mixed(template), 'page.ts': mixed(page) });
    const texts = await after(await editOf(await theOnly('page.ts', "loadTemplate('page')")));
    assert.deepEqual(texts, { 'template.ts': mixed(awaitedTemplate), 'page.ts': mixed(awaitedPage) });
  });

  it('is not done where a file is read-only, or gone', async () => {
    for (const [spoil, message] of [
      [(file: string) => fs.chmod(file, 0o444), 'template.ts is read-only.'],
      [(file: string) => fs.rm(file), 'template.ts was deleted meanwhile. Choose the action again.'],
    ] as const) {
      await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': page });
      const action = await theOnly('page.ts', "loadTemplate('page')");
      await spoil(path.join(client.folder, 'template.ts'));
      assert.equal((await client.resolve(action)).edit, undefined);
      await client.until(() => client.shown.includes(message) || undefined, () => client.shown.join('\n'));
      assert.equal(await fs.readFile(path.join(client.folder, 'page.ts'), 'utf8'), page);
      await client.stop();
    }
    await start({ 'page.ts': page });
  });

  it('is not done where a generated file would have to change', async () => {
    const made = `// Code generated by a tool. DO NOT EDIT.\n${page}`;
    await start({ 'tsconfig.json': '{}', 'template.ts': template, 'page.ts': made });
    const [action] = await offered('page.ts', "loadTemplate('page')");
    assert(action);
    assert.match(`${action.title} ${action.disabled?.reason}`, /generated/);
    assert.equal((await client.resolve(action)).edit, undefined);
  });
});
