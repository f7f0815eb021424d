import assert from 'node:assert/strict';
import path from 'node:path';
import type { AuditSummary } from '../../src/server/protocol.ts';
import { Client } from './client.ts';

const floating = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save();\n}\n';
const entry = path.join(import.meta.dirname, '../../src/server/main.ts');

describe('server: as a process, over stdio', () => {
  let client: Client;
  afterEach(() => client.stop());

  it('answers, audits, and ends when told', async () => {
    client = await Client.start({ 'a.ts': floating }, { entry });
    await client.open('b.ts', floating);
    assert.deepEqual(await client.floating('b.ts', 1), [2]);
    const summary = await client.connection.sendRequest<AuditSummary>('asyncPitfalls/audit', { workDoneToken: 1 });
    assert.equal(summary.findings, 1);
  });
});
