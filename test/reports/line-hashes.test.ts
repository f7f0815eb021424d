import assert from 'node:assert/strict';
import { lineHashes } from '../../src/reports/line-hashes.ts';

/** The definition, without its short cuts: the hundred characters from a line's start, in base 37, modulo 2^64. */
function slowly(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/[ \t]/g, ''));
  const seen = new Map<string, number>();
  return lines.map((_, index) => {
    const codes = [...`${lines.slice(index).join('\n')}\uffff`.padEnd(100, '\0').slice(0, 100)].flatMap((letter) => letter.split('')).map((unit) => unit.charCodeAt(0));
    const hash = codes.reduce((sum, code) => BigInt.asUintN(64, sum * 37n + BigInt(code)), 0n).toString(16);
    seen.set(hash, (seen.get(hash) ?? 0) + 1);
    return `${hash}:${seen.get(hash)}`;
  });
}

describe('line hashes', () => {
  const texts = {
    'an empty text': '', 'one line': 'a', 'a line end at the end': 'a\nb\n', 'the line ends of Windows and of old': 'a\r\n\r\nb\rc',
    'lines that are alike': 'save();\n'.repeat(60), 'long lines': `${'x'.repeat(250)}\n${'y'.repeat(99)}\nz`, 'blanks': ' \t a \n\t\tb  c\n', 'other scripts': 'né 日本 😀\n\uffff\n'.repeat(40),
  };
  for (const [what, text] of Object.entries(texts)) it(`of ${what} are as defined`, () => assert.deepEqual([...lineHashes(text).values()], slowly(text)));

  it('count lines from 1', () => assert.deepEqual([...lineHashes('a\nb\n').keys()], [1, 2, 3]));

  // Computed by hand: 97 (a), 65535 (end), then 98 zeros: (97 * 37^99 + 65535 * 37^98) mod 2^64.
  it('are what is computed by hand', () => assert.equal(lineHashes('a').get(1), `${BigInt.asUintN(64, 97n * 37n ** 99n + 65535n * 37n ** 98n).toString(16)}:1`));
});
