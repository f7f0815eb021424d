import assert from 'node:assert/strict';
import { LineIndex } from '../../src/analysis/text.ts';

describe('line index', () => {
  it('counts from 1, in UTF-16 units', () => assert.deepEqual(new LineIndex('a😀b\nc').position(3), { line: 1, column: 4 }));
  it('takes every kind of line end', () => {
    const lines = new LineIndex('a\nb\r\nc\rd');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual([0, 2, 5, 7].map((offset) => lines.position(offset)), [1, 2, 3, 4].map((line) => ({ line, column: 1 })));
  });
  it('moves what lies outside to the nearest end', () => {
    assert.deepEqual(new LineIndex('ab').position(99), { line: 1, column: 3 });
    assert.deepEqual(new LineIndex('ab').position(-1), { line: 1, column: 1 });
  });
  it('gives the start of a line', () => assert.equal(new LineIndex('ab\r\ncd').lineStart(2), 4));
});
