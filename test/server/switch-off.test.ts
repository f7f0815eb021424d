import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { applyEdits } from '../../src/analysis/edits.ts';
import { switchOffIn } from '../../src/server/switch-off.ts';
import { Client, type ClientOptions } from './client.ts';

const after = (text: string, rule = 'floating-promise'): string => applyEdits(text, switchOffIn('/async-pitfalls.jsonc', text, rule));

describe('switching a rule off in a config', () => {
  it('adds it to the rules, with their layout', () => {
    assert.equal(after('{\n\t"rules": {\n\t\t// Slow.\n\t\t"blocking-call": "error"\n\t}\n}\n'), '{\n\t"rules": {\n\t\t// Slow.\n\t\t"blocking-call": "error",\n\t\t"floating-promise": "off"\n\t}\n}\n');
    assert.equal(after('{\r\n    "tests": true\r\n}\r\n'), '{\r\n    "tests": true,\r\n    "rules": {\r\n        "floating-promise": "off"\r\n    }\r\n}\r\n');
    assert.equal(after('{}\n'), '{\n  "rules": {\n    "floating-promise": "off"\n  }\n}\n');
  });

  it('leaves a comment beside what it is about', () => {
    assert.equal(after('{\r\n    "tests": true, // All.\r\n}\r\n'), '{\r\n    "tests": true, // All.\r\n    "rules": {\r\n        "floating-promise": "off"\r\n    },\r\n}\r\n');
    assert.equal(after('{\n  "rules": {\n    "lost-update": "error" // It did.\n  }\n}\n'), '{\n  "rules": {\n    "lost-update": "error", // It did.\n    "floating-promise": "off"\n  }\n}\n');
  });

  it('changes what it said, and keeps options and comments', () => {
    assert.equal(after('{ "rules": { "floating-promise": "error" /* for now */ } }'), '{ "rules": { "floating-promise": "off" /* for now */ } }');
    assert.equal(after('{ "rules": { "unbounded-concurrency": ["warning", { "limit": 8 }] } }', 'unbounded-concurrency'), '{ "rules": { "unbounded-concurrency": ["off", { "limit": 8 }] } }');
  });

  it('is refused where the text has a fault', () => {
    assert.throws(() => after('{ "rules": { "floating": "off" } }'), /No rule is called 'floating'/);
  });
});

describe('server: switch a rule off', () => {
  const floating = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save();\n}\n';
  let client: Client;
  afterEach(() => client.stop());

  const actions = async (files: Record<string, string>, name = 'a.ts', options?: ClientOptions): Promise<CodeAction[]> => {
    client = await Client.start(files, options);
    await client.open(name, floating);
    return client.actions(name, 'save();\n');
  };
  const inConfig = async (offered: CodeAction[]): Promise<WorkspaceEdit | undefined> => {
    const action = offered.find(({ title }) => title === "Switch 'floating-promise' off in async-pitfalls.jsonc");
    assert(action, offered.map(({ title }) => title).join(', '));
    return (await client.resolve(action)).edit;
  };
  const changesOf = (edit: WorkspaceEdit | undefined): unknown[] => (edit?.documentChanges ?? []).map((change) => ('edits' in change ? [change.textDocument.uri, change.textDocument.version, change.edits.map((one) => ('newText' in one ? one.newText : ''))] : [change.kind, 'uri' in change ? change.uri : '']));

  it('is offered last, and never preferred', async () => {
    const offered = await actions({});
    assert.deepEqual(offered.slice(-4).map(({ title }) => title), ["Suppress 'floating-promise' for this line", "Suppress 'floating-promise' in this file", "Switch 'floating-promise' off in async-pitfalls.jsonc", "Switch 'floating-promise' off in the settings"]);
    assert(offered.slice(-4).every(({ isPreferred, kind }) => !isPreferred && kind === 'quickfix'));
    assert.deepEqual(offered.at(-1)?.command, { title: "Switch 'floating-promise' off in the settings", command: 'asyncPitfalls.switchOffInSettings', arguments: ['floating-promise', client.uri('a.ts')] });
  });

  it('edits the nearest config file', async () => {
    const offered = await actions({ 'async-pitfalls.jsonc': '{}', 'sub/async-pitfalls.jsonc': '{ "tests": true }', 'sub/deep/a.ts': floating }, 'sub/deep/a.ts');
    assert.deepEqual(changesOf(await inConfig(offered)).flat().slice(0, 2), [client.uri('sub/async-pitfalls.jsonc'), null]);
  });

  it('makes one at the top of the workspace folder where there is none', async () => {
    const offered = await actions({ 'sub/a.ts': floating }, 'sub/a.ts');
    const uri = client.uri('async-pitfalls.jsonc');
    assert.deepEqual(changesOf(await inConfig(offered)), [['create', uri], [uri, null, ['{\n  "rules": {\n    "floating-promise": "off"\n  }\n}\n']]]);
  });

  it('counts in what the editor has of the file, saved or not', async () => {
    const offered = await actions({ 'async-pitfalls.jsonc': '{}' });
    await client.open('async-pitfalls.jsonc', '{}');
    await client.edit('async-pitfalls.jsonc', '{}', '// Mine.\n{}');
    const edit = await inConfig(offered);
    assert.equal(client.apply('async-pitfalls.jsonc', edit ?? {}), '// Mine.\n{\n  "rules": {\n    "floating-promise": "off"\n  }\n}');
    await client.close('async-pitfalls.jsonc');
    assert.deepEqual(changesOf(await inConfig(offered)).flat()[1], null);
  });

  it('says what is wrong with a file that has a fault', async () => {
    const offered = await actions({ 'async-pitfalls.jsonc': '{\n  "rule": {}\n}' });
    assert.equal(await inConfig(offered), undefined);
    await client.until(() => client.shown.find((message) => /^async-pitfalls\.jsonc:2: 'rule' is not known .* Mend it first, then choose the action again\.$/.test(message)), () => client.shown.join('\n'));
  });

  it('is offered with its edit to an editor that does not ask again, and in the settings only where our extension is', async () => {
    const offered = await actions({ 'async-pitfalls.jsonc': '{}' }, 'a.ts', { status: false, capabilities: ({ textDocument }) => { delete textDocument?.codeAction?.resolveSupport; } });
    const switching = offered.filter(({ title }) => title.startsWith('Switch'));
    assert.deepEqual(switching.map(({ title, edit }) => [title, changesOf(edit).length]), [["Switch 'floating-promise' off in async-pitfalls.jsonc", 1]]);
  });

  it('takes the findings away once the file is saved', async () => {
    const offered = await actions({ 'async-pitfalls.jsonc': '{}' });
    await client.floating('a.ts', 1);
    await client.open('async-pitfalls.jsonc', '{}');
    const text = client.apply('async-pitfalls.jsonc', await inConfig(offered) ?? {});
    await fs.writeFile(path.join(client.folder, 'async-pitfalls.jsonc'), text);
    await client.tell('async-pitfalls.jsonc', 2);
    await client.floating('a.ts', 0);
  });
});
