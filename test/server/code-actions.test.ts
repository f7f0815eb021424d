import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-protocol/node';
import { nestedLoops } from '../support/command-line.ts';
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
    const suppressing = actions.filter(({ title }) => /^(?:Suppress|Switch) /.test(title));
    assert.deepEqual(actions.slice(-suppressing.length), suppressing);
    assert.equal(suppressing.length, 4);
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
    assert(actions.every(({ edit, command }) => edit !== undefined || command !== undefined));
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

  it('fix all in ten rounds at most, and say that there is more', async () => {
    client = await Client.start({ 'async-pitfalls.jsonc': '{ "safeFixes": ["misused-async-callback/for-of"] }' });
    await client.open('a.ts', nestedLoops(12));
    const [all] = await client.actions('a.ts', 'export', ['source.fixAll']);
    assert(all);
    assert.equal((await client.after('a.ts', all)).split('forEach').length, 3);
    await client.until(() => client.shown.includes('After ten rounds there is still something to fix in a.ts: fix it again.') || undefined, () => client.shown.join('\n'));
  });

  it('offer no "fix all" where nothing is safe', async () => {
    client = await Client.start({});
    await client.open('a.ts', twice);
    assert.deepEqual(await client.actions('a.ts', 'export', ['source.fixAll.asyncPitfalls']), []);
  });

  describe('with placeholders', () => {
    const pages = `async function load(url: string): Promise<string> {
  const response = await fetch(url);
  return response.text();
}
const price = (n: number): string => \`$\${n} {\`;
export async function loadAll(urls: string[]): Promise<string[]> {
  return Promise.all(urls.map((url) => load(url + price(1))));
}
`;
    const edits = async (name: string, at: string, title: RegExp): Promise<string[]> => {
      const { edit } = await client.resolve(titled(await client.actions(name, at), title));
      return (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : [])).map((one) => ('snippet' in one ? one.snippet.value : one.newText));
    };

    it('have them as tab stops, beside an import elsewhere in the file', async () => {
      client = await Client.start({ 'package.json': '{ "dependencies": { "p-limit": "^6.0.0" } }' });
      await client.open('a.ts', pages);
      const action = titled(await client.actions('a.ts', 'Promise.all'), /p-limit/);
      assert.deepEqual(await edits('a.ts', 'Promise.all', /p-limit/), [
        "import pLimit from 'p-limit';\n\n", '  const limit = pLimit(${1:10}$0);\n  ', '=> limit(() ', ')',
      ]);
      assert.equal(await client.after('a.ts', action), `import pLimit from 'p-limit';\n\n${pages.replace('  return Promise', '  const limit = pLimit(10);\n  return Promise').replace('=> load(url + price(1))', '=> limit(() => load(url + price(1)))')}`);
    });

    it('are plain text for an editor without tab stops, and where many are taken at once', async () => {
      client = await Client.start({}, { capabilities: ({ workspace }) => { delete workspace?.workspaceEdit?.snippetEditSupport; } });
      await client.open('a.ts', pages);
      assert((await edits('a.ts', 'Promise.all', /semaphore/)).some((text) => text.includes('createLimiter(10);')));
      await client.stop();
      client = await Client.start({});
      await client.open('a.ts', `${pages}export const again = async (urls: string[]) => {\n  await Promise.all(urls.map((url) => load(url)));\n};\n`);
      assert((await edits('a.ts', 'Promise.all(urls.map((url) => load(url)', /semaphore.*: all/)).every((text) => !text.includes('${')));
    });

    it('have the attempts and the first delay of a bounded retry', async () => {
      client = await Client.start({});
      await client.open('a.ts', "declare function load(): Promise<string>;\nexport async function retry() {\n  while (true) {\n    try {\n      return await load();\n    } catch (error) {\n      console.error(error);\n    }\n  }\n}\n");
      const text = (await edits('a.ts', 'while (true)', /./)).join('');
      assert.match(text, /if \(attempt === \$\{1:5\}\) throw error;/);
      assert.match(text, /setTimeout\(resolve, \$\{2:100\}\$0 \* 2 \*\* attempt/);
    });

    it('have the time of a race that becomes a signal', async () => {
      client = await Client.start({});
      await client.open('a.ts', "export async function get(url: string) {\n  return await Promise.race([fetch(url), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5000))]);\n}\n");
      assert.deepEqual(await edits('a.ts', 'setTimeout', /AbortSignal/), ['fetch(url, { signal: AbortSignal.timeout(${1:5000}$0) \\})']);
    });
  });
});
