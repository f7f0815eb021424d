import assert from 'node:assert/strict';
import { LineIndex } from '../../src/analysis/text.ts';
import { codeFrame } from '../../src/reports/code-frame.ts';

/** The frame under a piece of a text, as it is printed. */
function frame(text: string, piece: string, width = 60): string[] {
  const start = text.indexOf(piece);
  const span = { start, end: start + piece.length };
  return codeFrame(text, { path: '/a.ts', ...span, range: new LineIndex(text).range(span) }, width).map(({ gutter, code }) => `${gutter}|${code}`);
}

describe('code frames', () => {
  it('mark a piece of a line, without its indentation', () => {
    assert.deepEqual(frame('f(\n    save(name);\n', 'save(name)'), ['2|save(name);', ' |~~~~~~~~~~']);
  });

  it('show tabs as two columns', () => assert.deepEqual(frame('\ta(\tb);\n', 'b'), ['1|a(  b);', ' |    ~']));

  it('count wide characters twice, and a character of several code points once', () => {
    assert.deepEqual(frame("f('日本', save());", 'save()'), ["1|f('日本', save());", ' |          ~~~~~~']);
    assert.deepEqual(frame("f('👩‍👩‍👧', save());", 'save()'), ["1|f('👩‍👩‍👧', save());", ' |        ~~~~~~']);
    assert.deepEqual(frame("f('e\u0301', save());", 'save()'), ["1|f('e\u0301', save());", ' |       ~~~~~~']);
  });

  it('show up to three lines', () => {
    assert.deepEqual(frame('  call(\n    1,\n  );', 'call(\n    1,\n  )'), ['1|call(', ' |~~~~~', '2|  1,', ' |  ~~', '3|);', ' |~']);
  });

  it('show the beginning of what is longer', () => {
    assert.deepEqual(frame('new P(\n  a\n  b\n  c\n);', 'new P(\n  a\n  b\n  c\n)'), ['1|new P(', ' |~~~~~~', '2|  a', ' |  ~', ' |… 3 more lines']);
  });

  it('cut long lines around what is marked', () => {
    const line = `${'a'.repeat(50)} save() ${'b'.repeat(50)}`;
    const [code = '', marks = ''] = frame(line, 'save()', 44);
    assert.ok(code.startsWith('1|…') && code.endsWith('…') && code.length <= 44, code);
    assert.equal(code.slice(marks.indexOf('~'), marks.lastIndexOf('~') + 1), 'save()');
  });

  it('cut the end of what is itself too long', () => {
    const [code = '', marks = ''] = frame(`save('${'x'.repeat(300)}');`, `save('${'x'.repeat(300)}')`, 44);
    assert.ok(code.startsWith("1|save('xxx") && code.endsWith('…') && code.length <= 44, code);
    assert.ok(marks.length <= code.length);
  });

  it('survive a minified line of a megabyte', () => {
    const line = `${'a;'.repeat(250_000)}save();${'é;'.repeat(250_000)}`;
    assert.equal(frame(line, 'save()').length, 2);
  }).timeout(5000);

  it('point at an empty place, also behind the end', () => {
    assert.deepEqual(frame('ab', ''), ['1|ab', ' |~']);
    assert.deepEqual(codeFrame('ab', { path: '/a', start: 2, end: 2, range: { start: { line: 1, column: 3 }, end: { line: 1, column: 3 } } }, 60).map(({ code }) => code), ['ab', '  ~']);
  });

  it('take the line ends of Windows for no characters', () => assert.deepEqual(frame('a\r\nsave()\r\n', 'save()'), ['2|save()', ' |~~~~~~']));

  it('show control characters as what they are not', () => assert.deepEqual(frame('f("\u001b[31m")', 'f'), ['1|f("\ufffd[31m")', ' |~']));
});
