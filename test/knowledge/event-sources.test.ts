import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import stream from 'node:stream';
import workers from 'node:worker_threads';
import { Ajv } from 'ajv';
import data from '../../src/knowledge/event-sources.json' with { type: 'json' };
import schema from '../../src/knowledge/event-sources.schema.json' with { type: 'json' };
import { eventSources } from '../../src/knowledge/event-sources.ts';

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
  it('knows the folders of programs', () => {
    const sources = eventSources();
    for (const path of ['/p/scripts/a.ts', '/p/build-scripts/src/a.ts', '/p/packages/dev-cli/src/lib/a.ts', '/p/migrations/1.js']) assert.ok(sources.isInProgramFolder(path), path);
    for (const path of ['/p/src/a.ts', '/p/src/tools/a.ts', '/p/src/cli.ts', '/scripts/p/src/a/b/c/d.ts']) assert.ok(!sources.isInProgramFolder(path), path);
  });
  it('answers by origin', () => {
    const sources = eventSources();
    assert.ok(sources.isTimer([{ module: 'global', name: 'setTimeout' }]));
    assert.ok(!sources.isTimer([{ module: 'timers/promises', name: 'setTimeout' }]));
    assert.ok(sources.takesCallback([{ module: 'fs', name: 'readFile' }]));
    assert.ok(!sources.takesCallback([{ module: 'fs', name: 'cpSync' }]));
  });
});
