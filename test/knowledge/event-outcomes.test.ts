import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { Ajv } from 'ajv';
import data from '../../src/knowledge/event-outcomes.json' with { type: 'json' };
import schema from '../../src/knowledge/event-outcomes.schema.json' with { type: 'json' };
import { eventOutcomes } from '../../src/knowledge/event-outcomes.ts';

describe('the table of event outcomes', () => {
  it('fits its schema', () => {
    const { $schema: _draft, ...body } = schema;
    const validate = new Ajv({ allErrors: true }).compile(body);
    assert.ok(validate(data), JSON.stringify(validate.errors, undefined, 1));
  });
  it('names makers that this Node has', async () => {
    for (const { module, names } of data.emitters.flatMap(({ makers }) => makers).filter((entry) => builtinModules.includes(entry.module))) {
      const exports = await import(`node:${module}`) as object;
      assert.deepEqual(names.filter((name) => !(name.replace('#', '') in exports)), [], module);
    }
  });
  it('has no event that tells of two outcomes', () => {
    for (const { kind, success, failure, settled } of data.emitters) {
      const events = [...success, ...failure, ...settled];
      assert.equal(new Set(events).size, events.length, kind);
      assert.notEqual(success.length * failure.length, 0, kind);
    }
  });
  it('answers by type and by maker', () => {
    const outcomes = eventOutcomes();
    assert.equal(outcomes.ofType({ module: 'net', name: 'Socket' })?.kind, 'a socket');
    assert.equal(outcomes.madeBy([{ module: 'worker_threads', name: 'Worker#' }])?.kind, 'a worker');
    assert.ok(outcomes.madeBy([{ module: 'fs', name: 'createReadStream' }])?.isStream);
    assert.equal(outcomes.madeBy([{ module: 'fs', name: 'readFile' }]), undefined);
    assert.equal(outcomes.ofType({ module: 'net', name: 'Server' }), undefined);
  });
});
