import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import stream from 'node:stream';
import workers from 'node:worker_threads';
import { Ajv } from 'ajv';
import data from '../../src/knowledge/event-sources.json' with { type: 'json' };
import schema from '../../src/knowledge/event-sources.schema.json' with { type: 'json' };
import { eventSources, placeOf } from '../../src/knowledge/event-sources.ts';

describe('the table of event sources', () => {
  it('fits its schema', () => {
    const { $schema: _draft, ...body } = schema;
    const validate = new Ajv({ allErrors: true }).compile(body);
    assert.ok(validate(data), JSON.stringify(validate.errors, undefined, 1));
  });
  it('names modules and exports that this Node has', async () => {
    assert.deepEqual(data.callbackModules.filter((module) => !builtinModules.includes(module)), []);
    assert.deepEqual(data.streamClasses.filter((name) => !(name in stream)), []);
    for (const { names } of data.workerSigns) assert.deepEqual(names.filter((name) => !(name in workers)), []);
    for (const { module, names } of data.serverFactories.filter((entry) => entry.module !== 'global')) {
      const exports = await import(`node:${module}`) as object;
      assert.deepEqual(names.filter((name) => !(name in exports)), [], module);
    }
  });
  it('has no method that both runs at once and registers', () => {
    assert.deepEqual(data.immediateMethods.filter((name) => data.listenerMethods.includes(name) || data.reactions.includes(name)), []);
  });
  it('knows the places of programs', () => {
    for (const path of ['scripts/a.ts', 'build-scripts/src/a.ts', 'extra/release/a.mjs', 'build.js']) assert.equal(placeOf(path), 'script', path);
    for (const path of ['migrations/1.js', 'prisma/seed-database.ts', 'migrate.ts', 'src/seed.ts', 'scripts/migrations/1.js']) assert.equal(placeOf(path), 'migration', path);
    for (const path of ['packages/vite-plugin-icons/src/a.ts', 'src/plugin-rollup.ts', 'packages/dev-env/src/a.ts']) assert.equal(placeOf(path), 'tool', path);
    for (const path of ['src/pages/api/admin/reset.ts', 'admin/a.js']) assert.equal(placeOf(path), 'administration', path);
    for (const path of ['src/cli/lib/a.ts', 'bin/a.js']) assert.equal(placeOf(path), 'command', path);
    for (const path of ['examples/a.ts', 'packages/client-example/src/a.ts', 'src/button.stories.tsx', 'src/store_test.js']) assert.equal(placeOf(path), 'example', path);
    for (const path of ['src/a.ts', 'src/tools/a.ts', 'src/cli.ts', 'src/builder/a.ts', 'src/seeded.ts', 'src/plugin-host/a.ts', 'src/vite/a.ts', 'packages/notes/src/project/publish.ts', 'lib/build.js']) assert.equal(placeOf(path), 'anywhere', path);
  });
  it('knows functions that start something by their names', () => {
    const sources = eventSources();
    for (const name of ['main', 'init', 'initDatabase', 'startServer']) assert.ok(sources.isStartUpName(name), name);
    for (const name of ['initUser', 'startJob', 'buildReport', 'domain', 'restart']) assert.ok(!sources.isStartUpName(name), name);
  });
  it('answers by origin', () => {
    const sources = eventSources();
    assert.ok(sources.isTimer([{ module: 'global', name: 'setTimeout' }]));
    assert.ok(!sources.isTimer([{ module: 'timers/promises', name: 'setTimeout' }]));
    assert.ok(sources.takesCallback([{ module: 'fs', name: 'readFile' }]));
    assert.ok(!sources.takesCallback([{ module: 'fs', name: 'cpSync' }]));
  });
});
