import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';
import { ConfigError, parseConfig } from '../../src/audit/config.ts';
import { configSchemaText } from '../../src/audit/config-schema.ts';

const source = path.join(import.meta.dirname, '../../src/audit/async-pitfalls.schema.json');

describe('the schema of the config file', () => {
  it('is not stale (npm run generate)', () => assert.equal(fs.readFileSync(source, 'utf8'), configSchemaText()));

  it('takes the example of the contract', () => {
    const example = `{ "$schema": "./async-pitfalls.schema.json",
      "rules": { "blocking-call": "error", "missing-timeout": "warning", "unbounded-concurrency": ["warning", { "maxItems": 50, "limit": 8 }] },
      "include": ["src/**"], "exclude": ["**/*.generated.ts"], "tests": false,
      "blockingCalls": [ { "module": "our-lib", "name": "loadSync", "twin": "load" } ],
      "resources": [ { "acquire": "lease", "release": "giveBack" } ],
      "limiters": [ "ourPool.run" ], "safeToFloat": [ "analytics.track" ], "safeFixes": [ "floating-promise/await" ] }`;
    const config = parseConfig('/w/async-pitfalls.jsonc', example);
    assert.deepEqual(config.rules.get('unbounded-concurrency'), { severity: 'warning', explicit: true, options: { maxItems: 50, limit: 8 } });
    assert.deepEqual([config.folder, config.tests, config.limiters, config.safeFixes], ['/w', false, ['ourPool.run'], ['floating-promise/await']]);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(configSchemaText()) as object);
    assert.ok(validate(parse(example)), JSON.stringify(validate.errors));
  });
});

describe('a config file', () => {
  it('may hold comments, a trailing comma and a byte order mark', () => {
    const { rules } = parseConfig('/w/async-pitfalls.jsonc', '\uFEFF{\r\n  // loud\r\n  "rules": { "blocking-call": "error", },\r\n}\r\n');
    assert.equal(rules.get('blocking-call')?.severity, 'error');
  });

  const faults: [string, string, number, number, RegExp][] = [
    ['an unknown key', '{\n  "rule": {}\n}', 2, 3, /'rule' is not known in the config file\. Did you mean 'rules'\?/],
    ['an unknown rule', '{ "rules": {\n    "floating-promisse": "off" } }', 2, 5, /No rule is called 'floating-promisse'\. Did you mean 'floating-promise'\?/],
    ['an unknown severity', '{ "rules": { "blocking-call": "warn" } }', 1, 31, /'warn' is no severity: off, hint, information, warning, error\. Did you mean 'warning'\?/],
    ['a severity of another kind', '{ "rules": { "blocking-call": 2 } }', 1, 31, /'blocking-call' must be a severity/],
    ['an unknown option', '{ "rules": { "unbounded-concurrency": ["warning", { "maxitem": 3 }] } }', 1, 53, /Did you mean 'maxItems'\?/],
    ['an option of a rule that has none', '{ "rules": { "late-await": ["warning", { "x": 3 }] } }', 1, 42, /It takes no options/],
    ['an option that is too small', '{ "rules": { "unbounded-concurrency": ["warning", { "limit": 0 }] } }', 1, 62, /'limit' must be 1 or more/],
    ['too many entries', '{ "rules": { "late-await": ["warning", {}, 1] } }', 1, 44, /more entries/],
    ['a list without severity', '{ "rules": { "late-await": [] } }', 1, 28, /empty list/],
    ['a missing key', '{ "resources": [{ "acquire": "lease" }] }', 1, 17, /'release' is missing/],
    ['a text instead of a list', '{ "include": "src" }', 1, 14, /'include' must be a list/],
    ['a safe fix of an unknown rule', '{ "safeFixes": ["floating/await"] }', 1, 17, /No rule is called 'floating'/],
    ['a safe fix that does not exist', '{ "safeFixes": ["floating-promise/wait"] }', 1, 17, /has no fix called 'wait'\. It has: await/],
    ['a safe fix of another form', '{ "safeFixes": ["await"] }', 1, 17, /rule\/fix/],
    ['broken JSON', '{\n  "rules": {\n', 3, 1, /Not valid JSON: close brace expected/],
    ['an empty file', '', 1, 1, /empty/],
    ['a list at the top', '[]', 1, 1, /the config file must be an object/],
    ['the name of an inherited property', '{ "constructor": {} }', 1, 3, /'constructor' is not known/],
  ];
  for (const [what, text, line, column, message] of faults) {
    it(`with ${what} says where and what instead`, () => {
      assert.throws(() => parseConfig('/w/async-pitfalls.jsonc', text), (error: unknown) => {
        assert.ok(error instanceof ConfigError, String(error));
        assert.match(error.reason, message);
        assert.deepEqual([error.line, error.column], [line, column]);
        return true;
      });
    });
  }
});
