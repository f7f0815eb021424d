import assert from 'node:assert/strict';
import { unitOf } from '../support/unit-of.ts';

/** The origins of an expression in a text, as "module name". */
function origins(text: string, expression: string, options?: { typed?: boolean; name?: string }): string[] {
  const { unit, node } = unitOf(text, options);
  return unit.origins(node(expression)).map(({ module, name }) => `${module} ${name}`);
}

const untyped = { typed: false };

describe('origin', () => {
  describe('by binding', () => {
    const cases: [title: string, text: string, expression: string, origin: string][] = [
      ['a named import', "import { readFileSync as r } from 'node:fs'; r('x');", "r", 'fs readFileSync'],
      ['a default import', "import fs from 'fs'; fs.readFileSync('x');", 'fs.readFileSync', 'fs readFileSync'],
      ['a namespace import', "import * as fs from 'fs'; fs.readFileSync('x');", 'fs.readFileSync', 'fs readFileSync'],
      ['require', "const fs = require('fs'); fs.readFileSync('x');", 'fs.readFileSync', 'fs readFileSync'],
      ['destructured require', "const { readFileSync: r } = require('fs'); r('x');", 'r', 'fs readFileSync'],
      ['require in place', "require('fs').readFileSync('x');", "require('fs').readFileSync", 'fs readFileSync'],
      ['import equals', "import fs = require('fs'); fs.readFileSync('x');", 'fs.readFileSync', 'fs readFileSync'],
      ['dynamic import', "const fs = await import('fs'); fs.readFileSync('x');", 'fs.readFileSync', 'fs readFileSync'],
      ['an alias', "import fs from 'fs'; const read = fs.readFileSync; read('x');", 'read', 'fs readFileSync'],
      ['fs.promises', "import fs from 'fs'; fs.promises.readFile('x');", 'fs.promises.readFile', 'fs/promises readFile'],
      ['destructured promises', "const { promises: { readFile } } = require('fs'); readFile('x');", 'readFile', 'fs/promises readFile'],
      ['a renamed promises', "import { promises as fs } from 'fs'; fs.readFile('x');", 'fs.readFile', 'fs/promises readFile'],
      ['a global', 'fetch("x");', 'fetch', 'global fetch'],
      ['a global behind globalThis', 'globalThis.fetch("x");', 'globalThis.fetch', 'global fetch'],
      ['a member of a global', 'Promise.all([]);', 'Promise.all', 'global Promise.all'],
      ['an instance', "import { Pool } from 'pg'; const pool = new Pool(); pool.connect();", 'pool.connect', 'pg Pool#connect'],
    ];
    for (const [title, text, expression, origin] of cases) it(title, () => assert.deepEqual(origins(text, expression, untyped), [origin]));

    it('not of a parameter that shadows a module', () => assert.deepEqual(origins("import fs from 'fs'; function f(fs: any) { fs.readFileSync(1); }", 'fs.readFileSync', untyped), []));
    it('not of a variable that is written again', () => assert.deepEqual(origins("let fs = require('fs'); fs = {}; fs.readFileSync('x');", 'fs.readFileSync', untyped), []));
    it('not of the user\'s own object', () => assert.deepEqual(origins('const store = { readFileSync() {} }; store.readFileSync();', 'store.readFileSync', untyped), []));
  });

  describe('by type', () => {
    it('a method of a parameter', () => assert.deepEqual(origins("import type { Pool } from 'pg'; export const f = (pool: Pool) => pool.connect();", 'pool.connect'), ['pg Pool#connect']));
    it('a method of a builtin class', () => assert.deepEqual(origins("import type { Dir } from 'node:fs'; export const f = (dir: Dir) => dir.readSync();", 'dir.readSync'), ['fs Dir#readSync']));
    it('nothing for the project\'s own class', () => assert.deepEqual(origins('class Pool { connect() {} } const pool = new Pool(); pool.connect();', 'pool.connect'), []));
  });
});
