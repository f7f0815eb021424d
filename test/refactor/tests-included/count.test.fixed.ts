import assert from 'node:assert/strict';
import { count } from './count.ts';

describe('count', () => {
  let known: number;

  before(async () => {
    known = await count('a');
  });

  it('counts', async () => assert.equal(await count('b'), known));

  it('counts twice', async function () {
    this.timeout(100);
    assert.equal(await count('c'), await count('c'));
  });

  it('is awaited', () => Promise.resolve('d').then(async (name) => await count(name)));
});
