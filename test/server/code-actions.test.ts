import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-protocol/node';
import { Client } from './client.ts';

const save = 'declare function save(): Promise<void>;\n';
const twice = `${save}export async function submit() {\n  save();\n  save();\n}\n`;

describe('server: code actions', () => {
  let client: Client;
  afterEach(() => client.stop());

  const titled = (actions: CodeAction[], title: RegExp): CodeAction => {
    const found = actions.find((action) => title.test(action.title));
    assert(found, `${String(title)} is not among ${actions.map((action) => action.title).join(', ')}`);
    return found;
  };

  it('offer fixes, the preferred first; then all of the kind; suppressions last and never preferred', async () => {
    client = await Client.start({});
    await client.open('a.ts', twice);
    const actions = await client.actions('a.ts', 'save();\n  save');
    assert.equal(actions[0]?.title, 'Await the promise');
    assert.equal(actions[0].isPreferred, true);
    assert(actions.every(({ kind, diagnostics }) => kind === 'quickfix' && diagnostics?.length === 1));
    const suppressing = actions.filter(({ title }) => title.startsWith('Suppress'));
    assert.deepEqual(actions.slice(-suppressing.length), suppressing);
    assert.equal(suppressing.length, 2);
    assert(suppressing.every(({ isPreferred }) => !isPreferred));
    assert.equal(await client.after('a.ts', actions[0]), twice.replace('  save', '  await save'));
    assert.equal(await client.after('a.ts', titled(actions, /^Await the promise: all/)), twice.replaceAll('  save', '  await save'));
  });

  it('suppress a line, or the file', async () => {
    client = await Client.start({});
    await client.open('a.ts', twice);
    const actions = await client.actions('a.ts', '\n  save();\n}');
    assert.equal(await client.after('a.ts', titled(actions, /for this line/)), twice.replace('  save();\n}', '  // async-pitfalls-disable-next-line floating-promise\n  save();\n}'));
    assert.equal(await client.after('a.ts', titled(actions, /^Suppress .* in this file/)), `/* async-pitfalls-disable floating-promise */\n${twice}`);
  });

  it('are worked out anew when the document has changed since they were offered', async () => {
    client = await Client.start({});
    await client.open('a.ts', twice.replace('  save();\n  save();', '  save();'));
    const [offered] = await client.actions('a.ts', '  save()');
    assert(offered && !offered.edit);
    await client.edit('a.ts', 'export', '// A line more.\nexport');
    assert.equal(await client.after('a.ts', offered), client.text('a.ts').replace('  save', '  await save'));
  });

  it('do nothing when their finding is gone, or cannot be told from another', async () => {
    client = await Client.start({});
    await client.open('a.ts', twice);
    const [offered] = await client.actions('a.ts', '\n  save();\n}');
    assert(offered);
    await client.edit('a.ts', 'export', '\nexport');
    assert.equal((await client.resolve(offered)).edit, undefined);
    await client.edit('a.ts', 'save();\n  save();', 'await save();');
    assert.equal((await client.resolve(offered)).edit, undefined);
  });

  it('come with their edits to an editor that does not ask again, for its version of the text', async () => {
    client = await Client.start({}, { capabilities: ({ textDocument }) => { delete textDocument?.codeAction?.resolveSupport; } });
    await client.open('a.ts', twice);
    await client.edit('a.ts', 'export', 'export default');
    const actions = await client.actions('a.ts', '\n  save();\n}');
    assert(actions.every(({ edit }) => edit !== undefined));
    assert.deepEqual(actions[0]?.edit?.documentChanges?.map((change) => ('textDocument' in change ? change.textDocument.version : undefined)), [2]);
  });

  it('fix all that is safe, and only when asked for', async () => {
    client = await Client.start({ 'async-pitfalls.jsonc': '{ "safeFixes": ["floating-promise/await"] }' });
    await client.open('a.ts', `${twice}// async-pitfalls-disable-next-line blocking-call\nexport const done = 1;\n`);
    assert.deepEqual((await client.actions('a.ts', 'export const')).filter(({ kind }) => kind?.startsWith('source')), []);
    const [all, ...others] = await client.actions('a.ts', 'export const', ['source.fixAll']);
    assert.deepEqual(others, []);
    assert.equal(all?.kind, 'source.fixAll.asyncPitfalls');
    assert.equal(await client.after('a.ts', all), `${twice.replaceAll('  save', '  await save')}export const done = 1;\n`);
  });

  it('offer no "fix all" where nothing is safe', async () => {
    client = await Client.start({});
    await client.open('a.ts', twice);
    assert.deepEqual(await client.actions('a.ts', 'export', ['source.fixAll.asyncPitfalls']), []);
  });
});
