import assert from 'node:assert/strict';
import { Client } from './client.ts';

const save = 'declare function save(): Promise<void>;\n';
const config = JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', allowJs: true, types: [] } });

describe('server: diagnostics while typing', () => {
  let client: Client;
  afterEach(() => client.stop());

  it('says what is wrong, where, how loud, and where to read about it', async () => {
    client = await Client.start({ 'tsconfig.json': config });
    await client.open('a.ts', `${save}export async function submit() {\n  save();\n}\n`);
    const [found] = await client.diagnosticsUntil('a.ts', (items) => items.length === 1);
    assert.deepEqual(found?.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 8 } });
    assert.equal(found.source, 'async-pitfalls');
    assert.equal(found.code, 'floating-promise');
    assert.equal(found.severity, 2);
    assert.match(found.codeDescription?.href ?? '', /^file:.*\/floating-promise\.md$/);
  });
});
