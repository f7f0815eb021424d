import assert from 'node:assert/strict';
import { LineIndex } from '../../src/analysis/text.ts';
import { codeLines } from '../../src/reports/code-lines.ts';
import { placeIn } from '../support/reports.ts';

/** The lines around a piece, the marked part between brackets. */
function shown(text: string, piece: string): string[] {
  const { first, lines, more } = codeLines(text, new LineIndex(text), placeIn('/a.ts', text, piece));
  return [...lines.map(([before, marked, after], index) => `${first + index}|${before}${marked === '' ? '' : `[${marked}]`}${after}`), ...(more === undefined ? [] : [`${more} more`])];
}

describe('code on a page', () => {
  it('has two lines around it, without the common indent', () => {
    assert.deepEqual(shown('a\n  b {\n    c\n    save(x);\n\n  }\n  d', 'save(x)'), ['2|b {', '3|  c', '4|  [save(x)];', '5|', '6|}']);
  });

  it('marks several lines, and no indentation', () => assert.deepEqual(shown('f(\n  a,\n  b)\n', 'f(\n  a,\n  b)'), ['1|[f(]', '2|  [a,]', '3|  [b)]', '4|']));

  it('shows the beginning of what is long', () => assert.deepEqual(shown(`f(\n${'x,\n'.repeat(20)})`, `f(\n${'x,\n'.repeat(20)})`).slice(-2), ['8|[x,]', '14 more']));

  it('cuts long lines around the mark, and long marks', () => {
    const [line = ''] = shown(`${'a'.repeat(5000)}save()${'b'.repeat(5000)}`, 'save()');
    assert.match(line, /^1\|…a{120}\[save\(\)\]b{120}…$/);
    assert.match(shown('x'.repeat(5000), 'x'.repeat(5000))[0] ?? '', /^1\|\[x{240}…\]$/);
    assert.match(shown(`save();\n${'c'.repeat(5000)}`, 'save()')[1] ?? '', /^2\|c{240}…$/);
  });

  it('keeps the lines of Windows, and shows what would hide', () => assert.deepEqual(shown('a\r\nf(\u202e"x")\r\n', 'f(\u202e"x")'), ['1|a', '2|[f(\ufffd"x")]', '3|']));

  it('keeps tabs that not all lines share', () => assert.deepEqual(shown('\tif (a) {\n\t\tsave();\n\t}', 'save()'), ['1|if (a) {', '2|\t[save()];', '3|}']));
});
