import assert from 'node:assert/strict';
import { Packages, supportsUsing } from '../../src/audit/packages.ts';

describe('packages', () => {
  const files: Record<string, string> = {
    '/w/package.json': '{ "dependencies": { "pg": "1" }, "devDependencies": { "mocha": "1" }, "bin": "./src/cli.js" }',
    '/w/p/package.json': '\uFEFF{ "peerDependencies": { "p-limit": "1" }, "bin": { "a": "bin/a.mjs", "b": "../outside.js" } }',
    '/w/broken/package.json': '{',
  };
  const packages = new Packages((path) => files[path]);

  it('names what the nearest package.json depends on', () => {
    assert.deepEqual([...packages.of('/w/src/a.ts').dependencies], ['pg', 'mocha']);
    assert.deepEqual([...packages.of('/w/p/deep/a.ts').dependencies], ['p-limit']);
    assert.deepEqual([...packages.of('/w/broken/a.ts').dependencies], []);
    assert.deepEqual([...packages.of('/elsewhere/a.ts').dependencies], []);
  });

  it('knows commands by their shebang or from bin', () => {
    assert.equal(packages.isCommand('/w/src/cli.js', ''), true);
    assert.equal(packages.isCommand('/w/p/bin/a.mjs', ''), true);
    assert.equal(packages.isCommand('/w/src/a.ts', '#!/usr/bin/env node\n'), true);
    assert.equal(packages.isCommand('/w/src/a.ts', ''), false);
  });

  it('passes over a package.json that says nothing of who is served', () => {
    const nested: Record<string, string> = { '/w/package.json': '{ "dependencies": { "express": "5" } }', '/w/esm/package.json': '{ "type": "module" }', '/w/extension/package.json': '{ "name": "notes", "engines": { "vscode": "^1.90.0" } }' };
    const read = new Packages((path) => nested[path]);
    assert.deepEqual(read.servingOf('/w/esm/a.js'), { serving: 'server' });
    assert.deepEqual(read.servingOf('/w/extension/a.js'), { serving: 'application' });
    assert.deepEqual(read.servingOf('/elsewhere/a.js'), {});
  });

  it('takes the top of the repository, or the outermost package, for the root', () => {
    assert.equal(packages.rootOf('/w/p/deep/a.ts', () => false), '/w');
    assert.equal(packages.rootOf('/w/p/deep/a.ts', (folder) => folder === '/w/p'), '/w/p');
    assert.equal(packages.rootOf('/elsewhere/a.ts', () => false), undefined);
  });

  it('knows the oldest Node that the engines allow, and so whether `using` may be written', () => {
    const writes = (file: string, node?: string): boolean => supportsUsing(file, new Packages(() => JSON.stringify({ engines: node && { node } })).of(file));
    assert.deepEqual(['>=24', '^24.1.0', '24.x', '>=24 <26', '>=20', '^18 || >=24', '*', '<26'].map((range) => writes('/w/a.js', range)), [true, true, true, true, false, false, false, false]);
    assert.deepEqual([writes('/w/a.js'), writes('/w/a.ts'), writes('/w/a.mts', '>=18'), writes('/w/a.tsx', '>=20.19.0')], [false, true, false, true]);
  });
});
