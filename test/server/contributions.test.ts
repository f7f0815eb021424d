import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../src/rules/catalogue.ts';
import { readEditorSettings } from '../../src/server/editor-settings.ts';

interface Setting {
  default: unknown;
  propertyNames?: { enum: string[] };
}

const manifest = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as { contributes: { configuration: { properties: Record<string, Setting> } } };
const { properties } = manifest.contributes.configuration;

describe('extension: contributed settings', () => {
  it('know every rule', () => {
    assert.deepEqual(properties['asyncPitfalls.rules']?.propertyNames?.enum, catalogue.map(({ id }) => id));
  });

  it('are those that the server reads, with the same defaults', () => {
    const { faults: _faults, rules, ...read } = readEditorSettings({});
    const contributed = Object.fromEntries(Object.entries(properties).map(([name, setting]) => [name.replace('asyncPitfalls.', ''), setting.default ?? undefined]));
    const { 'trace.server': trace, rules: contributedRules, ...others } = contributed;
    assert.equal(trace, 'off');
    assert.deepEqual([contributedRules, rules.size], [{}, 0]);
    assert.deepEqual(others, read);
  });
});
