import assert from 'node:assert/strict';
import { parseConfig } from '../../src/audit/config.ts';
import { SettingsFinder, type SettingsLayers } from '../../src/audit/settings.ts';

function finder(files: Record<string, string>, layers?: SettingsLayers): SettingsFinder {
  return new SettingsFinder((path) => files[path], layers);
}

const severity = (settings: SettingsFinder, folder: string, rule = 'blocking-call'): string | undefined => settings.of(folder).analysis.rules.get(rule)?.severity;

describe('settings', () => {
  const files = {
    '/w/async-pitfalls.jsonc': '{ "rules": { "blocking-call": "error", "late-await": "off" }, "exclude": ["gen/**", "./old/"], "limiters": ["a"] }',
    '/w/p/async-pitfalls.jsonc': '{ "rules": { "blocking-call": "hint" }, "include": ["src/**/*.ts"], "tests": true }',
  };

  it('come from the nearest config file, alone', () => {
    const settings = finder(files);
    assert.equal(severity(settings, '/w/src/deep'), 'error');
    assert.equal(severity(settings, '/w/p/src'), 'hint');
    assert.equal(severity(settings, '/w/p/src', 'late-await'), undefined);
    assert.equal(severity(settings, '/elsewhere'), undefined);
    assert.deepEqual([settings.of('/w').tests, settings.of('/w/p').tests], [false, true]);
  });

  it('are looked for in the top folder as well', () => {
    assert.equal(severity(finder({ '/async-pitfalls.jsonc': '{ "rules": { "blocking-call": "off" } }' }), '/a/b'), 'off');
    assert.equal(severity(finder({ 'C:/async-pitfalls.jsonc': '{ "rules": { "blocking-call": "off" } }' }), 'C:/a/b'), 'off');
  });

  it('lie above one another: nearest < editor < --config < --rule', () => {
    const config = parseConfig('/ci/c.jsonc', '{ "rules": { "blocking-call": "information", "never-settles": "error" }, "limiters": ["b"] }');
    const editor = { rules: new Map([['blocking-call', { severity: 'warning' as const, explicit: true, options: {} }]]) };
    assert.equal(severity(finder(files, { editor }), '/w'), 'warning');
    assert.equal(severity(finder(files, { editor, config }), '/w'), 'information');
    assert.equal(severity(finder(files, { config, overrides: [{ rule: 'blocking-call', severity: 'hint' }] }), '/w'), 'hint');
    assert.equal(severity(finder(files, { config }), '/w', 'late-await'), 'off');
    assert.equal(severity(finder(files, { config, withoutNearest: true }), '/w', 'late-await'), undefined);
  });

  it('--rule all means every rule, and the last wins', () => {
    const settings = finder({}, { overrides: [{ rule: 'late-await', severity: 'error' }, { rule: 'all', severity: 'off' }, { rule: 'blocking-call', severity: 'warning' }] });
    assert.deepEqual([severity(settings, '/w'), severity(settings, '/w', 'late-await'), severity(settings, '/w', 'unused-suppression')], ['warning', 'off', 'off']);
  });

  it('keep the options of a rule whose severity is set above', () => {
    const settings = finder({ '/w/async-pitfalls.jsonc': '{ "rules": { "unbounded-concurrency": ["error", { "maxItems": 3 }] } }' }, { overrides: [{ rule: 'all', severity: 'hint' }] });
    assert.deepEqual(settings.of('/w').analysis.rules.get('unbounded-concurrency'), { severity: 'hint', explicit: true, options: { maxItems: 3 } });
  });

  it('include and exclude files relative to their config file', () => {
    const settings = finder(files);
    const included = (path: string): boolean => settings.of(path.slice(0, path.lastIndexOf('/'))).isIncluded(path);
    assert.deepEqual(['/w/a.ts', '/w/gen/a.ts', '/w/old/a.ts', '/w/src/gen/a.ts'].map(included), [true, false, false, true]);
    assert.deepEqual(['/w/p/src/a.ts', '/w/p/a.ts', '/w/p/src/a.js'].map(included), [true, false, false]);
  });

  it('a broken config file is a fault, and counts as not there', () => {
    const settings = finder({ ...files, '/w/p/async-pitfalls.jsonc': '{ "rules": ' });
    assert.equal(severity(settings, '/w/p/src'), 'error');
    assert.deepEqual(settings.faults.map(({ path, line }) => [path, line]), [['/w/p/async-pitfalls.jsonc', 1]]);
  });
});
