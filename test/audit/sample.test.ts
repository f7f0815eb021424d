import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { audit } from '../../src/audit/audit.ts';

const root = fileURLToPath(new URL('../workspaces/sample', import.meta.url)).replaceAll('\\', '/');

describe('the sample workspace', () => {
  it('shows each of the first rules, a suppressed finding and an unused suppression', async () => {
    const { findings, problems, suppressed } = await audit({ cwd: root, paths: [], types: 'auto' });
    const shown = new Set(findings.map(({ rule }) => rule));
    for (const rule of ['blocking-call', 'floating-promise', 'unbounded-concurrency', 'missing-cleanup', 'unused-suppression']) assert.ok(shown.has(rule), `${rule} is not shown`);
    assert.deepEqual([problems, suppressed], [[], 1]);
  });
});
