import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { AuditSummary } from '../../src/server/protocol.ts';
import { native as installed } from '../support/native.ts';
import { Client, type ClientOptions } from './client.ts';

const floating = 'interface Store { save(): Promise<void> }\ndeclare const store: Store;\nexport function submit() {\n  store.save();\n}\n';
const started = 'started.txt';

/** A package that tells when it is run, and does what native TypeScript does. */
async function addNative(client: Client): Promise<void> {
  const real = path.join(import.meta.dirname, '../../node_modules/@typescript/native/');
  const { exports: entries } = JSON.parse(await fs.readFile(`${real}package.json`, 'utf8')) as { exports: Record<string, unknown> };
  const entry = (name: string): string => {
    const target = entries[name];
    return JSON.stringify(path.join(real, typeof target === 'string' ? target : String((target as { default?: unknown } | undefined)?.default)));
  };
  const folder = 'node_modules/@typescript/native';
  await client.write(`${folder}/package.json`, JSON.stringify({ name: '@typescript/native', version: '7.1.0', type: 'module', exports: { './package.json': './package.json', './sync': './sync.js', './ast': './ast.js' } }));
  await client.write(`${folder}/sync.js`, `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(path.join(client.folder, started))}, 'x');\nexport * from ${entry('./sync')};\n`);
  await client.write(`${folder}/ast.js`, `export * from ${entry('./ast')};\n`);
}

if (installed) describe('server: native TypeScript of the workspace', () => {
  let client: Client;
  afterEach(() => client.stop());

  const start = async (options: ClientOptions = {}): Promise<void> => {
    client = await Client.start({ 'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] } }', 'a.ts': floating, 'b.ts': floating }, { settings: { types: 'native' }, ...options });
  };
  const audit = (): Promise<AuditSummary> => client.connection.sendRequest('asyncPitfalls/audit', { workDoneToken: 'audit' });
  const wasStarted = (): Promise<boolean> => fs.access(path.join(client.folder, started)).then(() => true, () => false);

  it('answers in audits where our extension allows it, for unsaved texts too', async () => {
    await start();
    await addNative(client);
    await client.open('b.ts', `${floating}export function again() {\n  store.save();\n}\n`);
    const { findings, problems } = await audit();
    assert.deepEqual([findings, problems, await wasStarted()], [3, [], true]);
  });

  it('is never run for an editor that knows nothing of trust', async () => {
    await start({ status: false });
    await addNative(client);
    const { findings, problems } = await audit();
    assert.deepEqual([findings, problems, await wasStarted()], [2, [], false]);
  });

  it('is said to be missing, and TypeScript 6 answers', async () => {
    await start();
    const { findings, problems } = await audit();
    assert.equal(findings, 2);
    assert.match(problems.join('\n'), /^.*: Native TypeScript \(@typescript\/native\) is not installed\. Install it in this folder \(npm install .*\), or choose something else for asyncPitfalls\.types\.$/);
  });
});
