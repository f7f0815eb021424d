import assert from 'node:assert/strict';
import fs from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { isBestEffort } from '../../src/knowledge/best-effort.ts';
import { isHarmlessFunction, isLogging } from '../../src/knowledge/harmless-calls.ts';
import { returnsPromise } from '../../src/knowledge/promise-functions.ts';
import { safeToFloat } from '../../src/knowledge/safe-to-float.ts';

const require = createRequire(import.meta.url);
const folder = new URL('../../src/knowledge/', import.meta.url);
const read = (name: string): unknown => JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8'));

function member(owner: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], owner);
}

describe('knowledge about promises', () => {
  for (const table of ['promise-functions', 'safe-to-float', 'harmless-calls', 'best-effort', 'failing-calls']) {
    it(`${table}.json is as its schema says`, () => {
      const validate = new Ajv({ strict: false }).compile(read(`${table}.schema.json`) as object);
      assert.ok(validate(read(`${table}.json`)), JSON.stringify(validate.errors));
    });
  }

  // Older or newer than the Node that runs the tests, or of other runtimes.
  const elsewhere = new Set(['Promise.try', 'Array.fromAsync', 'createImageBitmap', 'lchmod', 'requestAnimationFrame', 'cancelAnimationFrame']);

  it('promise functions of Node are there, and are functions', () => {
    const { functions } = read('promise-functions.json') as { functions: { module: string; names: string[] }[] };
    for (const { module, names } of functions) {
      const owner: unknown = module === 'global' ? globalThis : builtinModules.includes(module) ? require(`node:${module}`) : undefined;
      if (!owner) continue;
      for (const name of names) {
        if (elsewhere.has(name) || /^(?:Deno|Bun)\./.test(name)) continue;
        assert.equal(typeof member(owner, name.replace('()', '')), 'function', `${module} ${name}`);
      }
    }
  });

  it('every function of fs/promises is known, but those that give iterators', () => {
    const promises = require('node:fs/promises') as Record<string, unknown>;
    const missing = Object.keys(promises).filter((name) => typeof promises[name] === 'function' && !returnsPromise('fs/promises', name));
    assert.deepEqual(missing.filter((name) => name !== 'watch' && name !== 'glob'), []);
  });

  it('harmless functions and methods are there', () => {
    const table = read('harmless-calls.json') as { functions: string[]; constructors: string[]; methods: Record<string, string[]> };
    for (const name of [...table.functions, ...table.constructors]) {
      if (!elsewhere.has(name)) assert.notEqual(member(globalThis, name.replace('.*', '')), undefined, name);
    }
    for (const [owner, names] of Object.entries(table.methods)) {
      for (const name of names) assert.equal(typeof member(globalThis, `${owner}.prototype.${name}`), 'function', `${owner}#${name}`);
    }
  });

  it('what a program can do without, and what it cannot', () => {
    const calls = (...path: string[]): boolean => isBestEffort({ origins: [], path });
    assert.ok(calls('navigator', 'clipboard', 'writeText') && calls('server', 'close') && calls('_closeConnections') && calls('gracefullyCloseAll') && calls('this', 'analytics', 'send'));
    assert.ok(!calls('shop', 'cancelOrder') && !calls('closeAccount') && !calls('save') && !calls('list', 'add') && !calls('stopPayment'));
    assert.ok(isBestEffort({ origins: [{ module: 'global', name: 'Clipboard#writeText' }], path: [] }));
  });

  it('look-ups', () => {
    assert.ok(returnsPromise('fs/promises', 'readFile') && returnsPromise('util', 'promisify()'));
    assert.ok(!returnsPromise('fs/promises', 'watch') && !returnsPromise('fs', 'readFile') && !returnsPromise('util', 'promisify'));
    assert.ok(isHarmlessFunction('console.log') && isHarmlessFunction('Math.max') && isHarmlessFunction('ReadonlyArray#map'));
    assert.ok(!isHarmlessFunction('JSON.parse') && !isHarmlessFunction('Array#reduce') && !isHarmlessFunction('Mathematics'));
    assert.ok(isLogging('logger', 'error') && isLogging('auditLog', 'info') && !isLogging('dialog', 'info') && !isLogging('logger', 'close'));
  });

  it('safe calls: built in, by type, and those that users name', () => {
    const own = safeToFloat(['analytics.track', 'warmUp', '@acme/metrics.count']);
    assert.ok(own.hasCall([{ module: 'test', name: 'describe' }], 'describe'));
    assert.ok(own.hasCall([{ module: '@tanstack/query-core', name: 'QueryClient#invalidateQueries' }], undefined));
    assert.ok(own.hasType({ module: 'react-router', name: 'NavigateFunction' }));
    assert.ok(own.hasCall([], 'analytics.track') && own.hasCall([], 'this.analytics.track') && own.hasCall([], 'warmUp'));
    assert.ok(own.hasCall([{ module: '@acme/metrics', name: 'count' }], 'tally'));
    assert.ok(!own.hasCall([], 'myanalytics.track') && !own.hasCall([], 'cache.warmUp') && !own.hasCall([{ module: 'other', name: 'describe' }], 'describe'));
    assert.ok(!safeToFloat([]).hasCall([], 'analytics.track'));
  });
});
