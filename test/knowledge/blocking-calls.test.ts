import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { Ajv } from 'ajv';
import data from '../../src/knowledge/blocking-calls.json' with { type: 'json' };
import schema from '../../src/knowledge/blocking-calls.schema.json' with { type: 'json' };
import { blockingCalls, type BlockingApi } from '../../src/knowledge/blocking-calls.ts';

const calls = data.calls as BlockingApi[];
const modules: Record<string, Record<string, unknown>> = { fs, child_process: childProcess, crypto, zlib } as never;
/** As fast as the callback form for any input one passes by hand: a few bytes of randomness. */
const harmless = new Set(['crypto randomFillSync']);

describe('the table of blocking calls', () => {
  it('fits its schema', () => {
    const { $schema: _draft, ...body } = schema;
    const validate = new Ajv({ allErrors: true }).compile(body);
    assert.ok(validate(data), JSON.stringify(validate.errors, undefined, 1));
  });

  it('names each call once', () => {
    const keys = calls.map(({ module, name }) => `${module} ${name}`);
    assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), []);
  });

  for (const [module, exports] of Object.entries(modules)) {
    it(`has each synchronous function that this Node has in ${module}`, () => {
      const names = Object.keys(exports).filter((name) => name.endsWith('Sync') && typeof exports[name] === 'function' && !harmless.has(`${module} ${name}`));
      assert.ok(names.length > 2);
      assert.deepEqual(names.filter((name) => !blockingCalls([]).find([{ module, name }])), []);
    });
  }

  it('has each synchronous method of Dir', () => {
    const names = Object.getOwnPropertyNames(fs.Dir.prototype).filter((name) => name.endsWith('Sync'));
    assert.ok(names.length >= 2);
    assert.deepEqual(names.filter((name) => !blockingCalls([]).find([{ module: 'fs', name: `Dir#${name}` }])), []);
  });

  it('names twins that exist where the call does', async () => {
    // A FileHandle's class is not exported, and some of its methods are fields.
    const opened = await fs.promises.open(import.meta.filename);
    const handle = opened as never as Record<string, unknown>;
    await opened.close();
    const places: Record<string, Record<string, unknown>> = { ...modules, 'fs/promises': fs.promises as never };
    const missing = calls.filter(({ module, name, twin }) => {
      if (twin === undefined || !(module in modules)) return false;
      const [at, instance] = name.split('#');
      if (instance === undefined && name !== 'realpathSync.native' && typeof modules[module]?.[name] !== 'function') return false;
      if (instance !== undefined) return typeof (fs as never as Record<string, { prototype: Record<string, unknown> }>)[at as string]?.prototype[twin] !== 'function';
      const [target, path] = twin.includes(':') ? twin.split(':') as [string, string] : [module, twin];
      return path.startsWith('FileHandle#') ? typeof handle[path.slice('FileHandle#'.length)] !== 'function' : typeof places[target]?.[path] !== 'function';
    });
    assert.deepEqual(missing, []);
  });
});

describe('blockingCalls', () => {
  const table = blockingCalls([{ module: 'our-lib', name: 'loadSync', twin: 'load' }, { module: 'node:fs', name: 'statSync', note: 'ours' }]);

  it('finds by origin, the first that is listed', () => {
    assert.equal(table.find([{ module: 'x', name: 'y' }, { module: 'fs', name: 'readFileSync' }])?.twin, 'fs/promises:readFile');
    assert.equal(table.find([{ module: 'store', name: 'readFileSync' }]), undefined);
  });
  it('takes a module that is required whole for its default export', () => {
    assert.equal(table.find([{ module: 'sync-fetch', name: '*' }])?.module, 'sync-fetch');
  });
  it('gives copies of fs twins of their own', () => {
    assert.equal(table.find([{ module: 'fs-extra', name: 'readFileSync' }])?.twin, 'readFile');
    assert.equal(table.find([{ module: 'graceful-fs', name: 'statSync' }])?.twin, 'promises.stat');
    assert.equal(table.find([{ module: 'fs-extra', name: 'readSync' }])?.twin, undefined);
  });
  it('lets a user add and overrule', () => {
    assert.equal(table.find([{ module: 'our-lib', name: 'loadSync' }])?.twin, 'load');
    assert.equal(table.find([{ module: 'fs', name: 'statSync' }])?.note, 'ours');
  });
  it('tells by the text where none can be', () => {
    const signs = (text: string) => ({ text, names: (name: string) => new RegExp(`\\b${name}\\b`).test(text) });
    for (const text of ['fs.readFileSync(a)', 'while (Date.now() < end) {}', 'for (;performance.now() < end;) ;', "require('shelljs')", 'loadSync("our-lib")', 'while (!done) {}', 'Atomics.wait(a, 0, 0)']) assert.ok(table.mayOccur(signs(text)), text);
    for (const text of ['await readFile(a)', 'while (i < n) { i++; }', 'Date.now()']) assert.ok(!table.mayOccur(signs(text)), text);
  });
});
