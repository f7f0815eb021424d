import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import data from '../../src/knowledge/ignorable-failures.json' with { type: 'json' };
import schema from '../../src/knowledge/ignorable-failures.schema.json' with { type: 'json' };
import { givesReason, hasEffect, isQuietName, mayFailUnheard } from '../../src/knowledge/ignorable-failures.ts';

describe('the table of failures that may be ignored', () => {
  it('fits its schema', () => {
    const { $schema: _draft, ...body } = schema;
    const validate = new Ajv({ allErrors: true }).compile(body);
    assert.ok(validate(data), JSON.stringify(validate.errors, undefined, 1));
  });
  it('has no word that both matters and does not', () => assert.deepEqual([...data.durable, ...data.effects].filter((word) => data.ignorable.includes(word)), []));
  it('goes by words', () => {
    assert.ok(hasEffect('saveOrder', false) && hasEffect('writeFile', true) && !hasEffect('savings', true) && !hasEffect('loadSaved', true));
    assert.ok(hasEffect('updateOrder', true) && !hasEffect('updateOrder', false) && hasEffect('sendInvoice', false) && !hasEffect('send', true));
    assert.ok(mayFailUnheard('this.cache.write') && mayFailUnheard('unlink') && !mayFailUnheard('orders.save'));
    assert.ok(isQuietName('tryToSave') && isQuietName('safelySend') && !isQuietName('retry'));
    assert.ok(givesReason(' best effort') && givesReason(' it may be gone') && !givesReason(' the draft'));
  });
});
