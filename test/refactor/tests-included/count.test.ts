import assert from 'node:assert/strict';
import { count } from './count.ts';

describe('count', () => {
  let known: number;

  before(() => {
    known = count('a');
  });

  it('counts', () => assert.equal(count('b'), known));

  it('counts twice', function () {
    this.timeout(100);
    assert.equal(count('c'), count('c'));
  });

  it('is awaited', () => Promise.resolve('d').then((name) => count(name)));
});
