import assert from 'node:assert/strict';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Edit } from '../../src/analysis/finding.ts';
import { snippetEdits, type SnippetEdit } from '../../src/server/snippets.ts';

const path = '/a.ts';

/** An insertion at the one `before`, with what stands between `‹` and `›` as placeholders. */
function insertion(text: string, before: string, marked: string): Edit {
  const start = text.indexOf(before);
  const parts = marked.split(/[‹›]/);
  const placeholders = parts.flatMap((part, index) => (index % 2 === 1 ? [{ offset: parts.slice(0, index).join('').length, length: part.length }] : []));
  return { path, start, end: start, text: parts.join(''), ...(placeholders.length > 0 && { placeholders }) };
}

/** What an editor makes of snippets, without their stops. */
function inserted({ text, isSnippet }: SnippetEdit): string {
  return isSnippet ? text.replace(/\$0|\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1').replace(/\\([$}\\])/g, '$1') : text;
}

/** The edits as snippets, once it is sure that they come to the same text. */
function checked(text: string, edits: readonly Edit[]): SnippetEdit[] {
  const made = snippetEdits(text, edits);
  assert.equal(applyEdits(text, made.map((edit) => ({ ...edit, path, text: inserted(edit) }))), applyEdits(text, edits));
  return made;
}

describe('snippet edits', () => {
  it('have the placeholder as a tab stop, and end behind it', () => {
    assert.deepEqual(checked('all(xs);', [insertion('all(xs);', ')', ', ‹10›')]), [{ start: 6, end: 6, text: ', ${1:10}$0', isSnippet: true }]);
  });

  it('stay plain where nothing is a placeholder', () => {
    const text = '  a();\n';
    assert.deepEqual(checked(text, [insertion(text, 'a', 'if (b)\n  ')]), [{ start: 2, end: 2, text: 'if (b)\n  ', isSnippet: false }]);
  });

  it('escape what means something in a snippet', () => {
    const text = 'x\n';
    assert.deepEqual(checked(text, [insertion(text, 'x', '`${a}\\n` + ‹$1› + {}\n')]).map((edit) => edit.text), ['`\\${a\\}\\\\n` + ${1:\\$1}$0 + {\\}\n']);
  });

  it('start where their line does when they have several lines: an editor would indent the others', () => {
    const text = 'f(() => {\n    g(xs);\n});\n';
    assert.deepEqual(checked(text, [insertion(text, 'g', 'const l = m(‹10›);\n    ')]), [{ start: 10, end: 14, text: '    const l = m(${1:10}$0);\n    ', isSnippet: true }]);
  });

  it('take in the edits on the way to the start of the line, and theirs', () => {
    const text = 'f(() => {\n  a(b(\n    c, d));\n});\n';
    const edits = [insertion(text, 'b(', 'x'), { path, start: text.indexOf('b('), end: text.indexOf('c, d'), text: 'p(' }, insertion(text, 'd))', 'q(‹7›,\n')];
    const made = checked(text, edits);
    assert.deepEqual(made.map(({ start, text: written }) => [start, written]), [[10, '  a(xp(c, q(${1:7}$0,\n']]);
  });

  it('of several lines beside a tab stop are snippets too, without one', () => {
    const text = "import a from 'a';\n\n  xs();\n";
    const end = { path, start: text.length, end: text.length, text: '\nfunction l() {\n  return `$`;\n}\n' };
    const made = checked(text, [insertion(text, ')', '‹3›'), { path, start: 18, end: 18, text: "\nimport b from 'b';" }, end]);
    assert.deepEqual(made.map((edit) => [edit.text, edit.isSnippet]), [
      ["import a from 'a';\nimport b from 'b';", true], ['${1:3}$0', true], ['\nfunction l() {\n  return `\\$`;\n\\}\n', true],
    ]);
  });

  it('number their stops in the order of the text, and have one end', () => {
    const text = 'a();\nb();\n';
    assert.deepEqual(checked(text, [insertion(text, 'b', '‹x›'), insertion(text, 'a', '‹5› + ‹6›')]).map((edit) => edit.text), ['${1:5} + ${2:6}', '${3:x}$0']);
  });
});
