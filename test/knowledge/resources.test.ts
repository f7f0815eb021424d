import assert from 'node:assert/strict';
import * as fsPromises from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import worker from 'node:worker_threads';
import { Ajv } from 'ajv';
import table from '../../src/knowledge/resources.json' with { type: 'json' };
import schema from '../../src/knowledge/resources.schema.json' with { type: 'json' };
import { resources } from '../../src/knowledge/resources.ts';

describe('resources', () => {
  it('keep to their schema', () => {
    const validate = new Ajv({ allErrors: true }).compile(schema);
    assert.ok(validate(table), JSON.stringify(validate.errors));
  });

  it('name each acquiring function once', () => {
    const names = table.resources.map((entry) => `${entry.module}:${entry.acquire}`);
    assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
  });

  it('are there in Node', () => {
    const modules: Record<string, object> = { 'fs/promises': fsPromises, http, net, worker_threads: worker, global: globalThis };
    const missing = table.resources.filter(({ module, acquire }) => {
      const home = modules[module];
      // Workers of the web are not Node's.
      if (!home || (module === 'global' && acquire === 'Worker#')) return false;
      let at: unknown = home;
      for (const [index, part] of acquire.split(/[.#]/).entries()) {
        if (part === '') break;
        at = (at as Record<string, unknown>)[part];
        if (index === 0 && acquire.includes('#') && acquire.split('#')[1]) at = (at as { prototype: unknown }).prototype;
      }
      return typeof at !== 'function';
    });
    assert.deepEqual(missing, []);
  });

  it('are found by where the callee comes from', () => {
    const known = resources([]);
    assert.equal(known.find([{ module: 'pg', name: 'Pool#connect' }], 'connect')?.perUse, true);
    assert.equal(known.find([{ module: 'pg', name: 'Client#connect' }], 'connect'), undefined);
    assert.equal(known.find([], 'connect'), undefined);
    assert.equal(known.named('getConnection')?.perUse, false);
  });

  it("take a user's pairs, by name or by module and name", () => {
    const own = resources([{ acquire: 'lease', release: 'giveBack' }, { module: 'our-lib', acquire: 'borrow', release: 'returnIt' }]);
    assert.deepEqual(own.find([], 'lease')?.releases.map((release) => release.name), ['giveBack', 'giveBack', 'giveBack']);
    assert.equal(own.find([], 'borrow'), undefined);
    assert.ok(own.find([{ module: 'our-lib', name: 'borrow' }], 'borrow'));
    assert.ok(own.isReleasing('giveBack') && own.mayOccur((name) => name === 'giveBack'));
  });

  it('do not take the end of a transaction for the release of something else', () => {
    const known = resources([]);
    assert.deepEqual([known.isReleasing('commit'), known.mayRelease('commit'), known.isReleasing('release')], [false, true, true]);
  });

  it('tell what makes something new from what looks it up', () => {
    const known = resources([]);
    assert.deepEqual(['createClient', 'open', 'openFile', 'connect', 'getConnection', 'get', 'getUser', 'newest', 'find'].filter(known.isAcquiring), ['createClient', 'open', 'openFile', 'connect', 'getConnection']);
  });
});
