import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Ajv } from 'ajv';
import { createKnowledge } from '../../src/knowledge/index.ts';

const file = (name: string): unknown => JSON.parse(fs.readFileSync(new URL(`../../src/knowledge/${name}`, import.meta.url), 'utf8'));

describe('knowledge: limiters', () => {
  const { limiters } = createKnowledge({ limiters: ['ourPool.run'] });

  it('fits its schema', () => {
    const validate = new Ajv({ allErrors: true }).compile(file('limiters.schema.json') as object);
    assert.ok(validate(file('limiters.json')), JSON.stringify(validate.errors));
  });

  it('names each package and word once', () => {
    const data = file('limiters.json') as Record<string, unknown>;
    for (const key of ['limiters', 'boundedClients', 'combinators']) {
      const modules = (data[key] as { module: string }[]).map(({ module }) => module);
      assert.deepEqual(modules.filter((module, index) => modules.indexOf(module) !== index), [], key);
    }
    for (const [key, words] of Object.entries(data)) {
      if (Array.isArray(words) && typeof words[0] === 'string') assert.deepEqual(words.filter((word, index) => words.indexOf(word) !== index), [], key);
    }
  });

  it('finds combinators, makers and mappers by origin', () => {
    assert.equal(limiters.combinator([{ module: 'global', name: 'Promise.allSettled' }]), 'allSettled');
    assert.equal(limiters.combinator([{ module: 'global', name: 'Promise.resolve' }]), undefined);
    assert.equal(limiters.maker({ module: 'p-limit', name: '*' })?.default, 'infinite');
    assert.equal(limiters.mapper([{ module: 'async', name: 'map' }])?.limited, 'mapLimit');
    assert.equal(limiters.mapper([{ module: 'lodash', name: 'map' }]), undefined);
  });

  it('tells queries from connections', () => {
    assert.ok(limiters.isBoundedClient({ module: 'pg', name: 'Pool#query' }));
    assert.ok(!limiters.isBoundedClient({ module: 'pg', name: 'Client#connect' }));
    assert.ok(limiters.isBoundedClient({ module: 'drizzle-orm/node-postgres', name: 'drizzle' }));
    assert.ok(!limiters.isBoundedClient({ module: 'axios', name: 'get' }));
  });

  it('judges names by their words', () => {
    assert.ok(limiters.soundsLikeLimiter('requestQueue') && limiters.soundsLikeLimiter('limit2') && limiters.soundsLikeLimiter('throttledFetch'));
    assert.ok(!limiters.soundsLikeLimiter('limits') && !limiters.soundsLikeLimiter('unlimited'));
    assert.ok(limiters.soundsLikeRegistry('#eventListeners') && limiters.soundsLikeRegistry('templatesToBuild') && !limiters.soundsLikeRegistry('urls'));
    assert.ok(limiters.soundsLikeComputing('decryptEvent') && !limiters.soundsLikeComputing('fetchHash'));
  });

  it('knows what works outside, by origin and by name', () => {
    const validate = new Ajv({ allErrors: true }).compile(file('outside-work.schema.json') as object);
    assert.ok(validate(file('outside-work.json')), JSON.stringify(validate.errors));
    assert.ok(limiters.startsOutside({ module: 'axios', name: 'Axios#get' }) && limiters.startsOutside({ module: '@aws-sdk/client-sqs', name: 'SQSClient#send' }));
    assert.ok(limiters.startsOutside({ module: 'pg', name: 'Client#connect' }) && !limiters.startsOutside({ module: 'pg', name: 'Client#query' }));
    assert.ok(!limiters.startsOutside({ module: 'fs/promises', name: 'stat' }) && !limiters.startsOutside({ module: 'global', name: 'request' }));
    assert.ok(limiters.isOutsideApi('@octokit/rest') && !limiters.isOutsideApi('axios'));
    assert.ok(limiters.soundsOutside('downloadAll', []) && limiters.soundsOutside('get', ['httpClient']) && limiters.soundsOutside('sendMail', ['mailer']));
    assert.ok(!limiters.soundsOutside('fetchAll', ['userStore']) && !limiters.soundsOutside('get', ['client']) && !limiters.soundsOutside('update', []));
  });

  it('takes the user’s own by the end of the callee', () => {
    assert.ok(limiters.isListed('this.ourPool.run') && limiters.isListed('ourPool.run'));
    assert.ok(!limiters.isListed('yourPool.run'));
  });
});
