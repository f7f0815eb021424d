import assert from 'node:assert/strict';
import { applyEdits, overlap, selectFixes } from '../../src/analysis/edits.ts';
import type { Edit, Fix } from '../../src/analysis/finding.ts';

const edit = (start: number, end: number, text: string, path = '/a.ts'): Edit => ({ path, start, end, text });
const fix = (...edits: Edit[]): Fix => ({ id: 'x', title: 'X', safe: false, edits });

describe('edits', () => {
  it('apply by the offsets of the text before', () => assert.equal(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, 'A'), edit(2, 2, '-')]), 'Ab-cdEf'));
  it('keep the order of insertions at one place', () => assert.equal(applyEdits('x', [edit(0, 0, '1'), edit(0, 0, '2')]), '12x'));
  it('refuse to overlap', () => assert.throws(() => applyEdits('abc', [edit(0, 2, ''), edit(1, 3, '')]), RangeError));
  it('refuse to reach outside', () => assert.throws(() => applyEdits('abc', [edit(2, 9, '')]), RangeError));
  it('insertions at the border of a replacement do not overlap it', () => {
    assert.equal(overlap(edit(2, 2, 'x'), edit(2, 4, 'y')), false);
    assert.equal(overlap(edit(3, 3, 'x'), edit(2, 4, 'y')), true);
    assert.equal(overlap(edit(3, 3, 'x'), edit(2, 4, 'y', '/b.ts')), false);
  });

  it('two fixes share the same import', () => {
    const { edits, taken } = selectFixes([fix(edit(0, 0, 'import x;'), edit(5, 6, 'a')), fix(edit(0, 0, 'import x;'), edit(8, 9, 'b'))]);
    assert.equal(taken.length, 2);
    assert.equal(edits.length, 3);
  });

  it('a fix that overlaps one before it waits whole', () => {
    const { taken, postponed } = selectFixes([fix(edit(0, 4, 'a')), fix(edit(3, 5, 'b'), edit(9, 9, 'c'))]);
    assert.deepEqual([taken.length, postponed.length], [1, 1]);
  });
});
