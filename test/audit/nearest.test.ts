import assert from 'node:assert/strict';
import { didYouMean, nearestName } from '../../src/audit/nearest.ts';

describe('the nearest known name', () => {
  const known = ['floating-promise', 'blocking-call', 'warning', 'off', 'error'];

  for (const [wrong, meant] of [['floating-promises', 'floating-promise'], ['floatingpromise', 'floating-promise'], ['warn', 'warning'], ['Warning', 'warning'], ['errro', 'error'], ['of', 'off']]) {
    it(`${wrong} means ${meant}`, () => assert.equal(nearestName(wrong as string, known), meant));
  }

  it('does not guess at what is far from everything', () => {
    assert.equal(nearestName('no-console', known), undefined);
    assert.equal(didYouMean('no-console', known), '');
  });
});
