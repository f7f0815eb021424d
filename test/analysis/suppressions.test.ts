import assert from 'node:assert/strict';
import { readSuppressions } from '../../src/analysis/suppressions.ts';
import { LineIndex } from '../../src/analysis/text.ts';
import type { Comment } from '../../src/analysis/unit.ts';

/** The comments of a text made of whole lines and simple block comments. */
function commentsIn(text: string): Comment[] {
  return [...text.matchAll(/\/\/([^\r\n]*)|\/\*([\s\S]*?)\*\//g)].map((match) => ({
    kind: match[1] === undefined ? 'block' : 'line', start: match.index, end: match.index + match[0].length, text: match[1] ?? match[2] ?? '',
  }));
}

function read(text: string): (string | number)[][] {
  return readSuppressions(commentsIn(text), new LineIndex(text)).map(({ rule, firstLine, lastLine }) => [rule ?? 'all', firstLine, lastLine]);
}

describe('suppressions', () => {
  it('next line, with a reason', () => assert.deepEqual(read('// async-pitfalls-disable-next-line floating-promise -- fire and forget\nf();'), [['floating-promise', 2, 2]]));
  it('next line, after a comment of several lines', () => assert.deepEqual(read('/* async-pitfalls-disable-next-line\n   floating-promise */\nf();'), [['floating-promise', 3, 3]]));
  it('same line, all rules', () => assert.deepEqual(read('f(); // async-pitfalls-disable-line'), [['all', 1, 1]]));
  it('several ids', () => assert.deepEqual(read('// async-pitfalls-disable-line a, b,c'), [['a', 1, 1], ['b', 1, 1], ['c', 1, 1]]));
  it('a block ends at its enable', () => assert.deepEqual(read('/* async-pitfalls-disable a */\nf();\n/* async-pitfalls-enable a */'), [['a', 1, 3]]));
  it('a disable without enable is for the rest of the file', () => assert.deepEqual(read('/* async-pitfalls-disable a */'), [['a', 1, Infinity]]));
  it('an enable of another rule ends nothing', () => assert.deepEqual(read('/* async-pitfalls-disable a */\n/* async-pitfalls-enable b */'), [['a', 1, Infinity]]));
  it('an enable without id ends all', () => assert.deepEqual(read('/* async-pitfalls-disable a, b */\n/* async-pitfalls-enable */'), [['a', 1, 2], ['b', 1, 2]]));
  it('ESLint comments count where they name one of ours', () => assert.deepEqual(read('// eslint-disable-line no-console, async-pitfalls/floating-promise'), [['floating-promise', 1, 1]]));
  it('other ESLint comments do not', () => assert.deepEqual(read('// eslint-disable-line'), []));
  it('a word that only begins alike is none', () => assert.deepEqual(read('// async-pitfalls-disabled\n// async-pitfalls-disable-nextline a'), []));
  it('the reason names no rules', () => assert.deepEqual(read('// async-pitfalls-disable-line -- floating-promise is fine here'), [['all', 1, 1]]));

  it('points at each id', () => {
    const text = 'f(); // async-pitfalls-disable-line one, two -- why';
    assert.deepEqual(readSuppressions(commentsIn(text), new LineIndex(text)).map(({ at }) => text.slice(at.start, at.end)), ['one', 'two']);
  });
});
