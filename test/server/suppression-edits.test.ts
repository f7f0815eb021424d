import assert from 'node:assert/strict';
import { applyEdits } from '../../src/analysis/edits.ts';
import { suppressFile, suppressLine } from '../../src/server/suppression-edits.ts';

/** The text after the suppression of the finding at `‸`, or undefined where none is offered. */
function suppressed(marked: string, path = '/a.ts'): string | undefined {
  const start = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const edit = suppressLine({ path, rule: 'floating-promise', start }, text);
  return edit && applyEdits(text, [edit]);
}

describe('suppression edits', () => {
  it('put a comment above the line, indented as it is, with the file\'s line ends', () => {
    assert.equal(suppressed('f(() => {\n\t‸save();\n});\n'), 'f(() => {\n\t// async-pitfalls-disable-next-line floating-promise\n\tsave();\n});\n');
    assert.equal(suppressed('{\r\n  ‸save();\r\n}'), '{\r\n  // async-pitfalls-disable-next-line floating-promise\r\n  save();\r\n}');
    assert.equal(suppressed('‸save();'), '// async-pitfalls-disable-next-line floating-promise\nsave();');
  });

  it('add the rule to a comment that is there', () => {
    assert.equal(suppressed('// async-pitfalls-disable-next-line blocking-call -- start-up\n‸save();'), '// async-pitfalls-disable-next-line blocking-call, floating-promise -- start-up\nsave();');
    assert.equal(suppressed('‸save(); // async-pitfalls-disable-line blocking-call'), 'save(); // async-pitfalls-disable-line blocking-call, floating-promise');
  });

  it('do not come between another tool\'s comment and its line', () => {
    assert.equal(suppressed('// eslint-disable-next-line no-void\n‸save();'), '// eslint-disable-next-line no-void\nsave(); // async-pitfalls-disable-line floating-promise');
  });

  it('are written as JSX between elements, and as code between attributes', () => {
    assert.equal(suppressed('const a = <p>\n  {items.map(‸f)}\n</p>;', '/a.tsx'), 'const a = <p>\n  {/* async-pitfalls-disable-next-line floating-promise */}\n  {items.map(f)}\n</p>;');
    assert.equal(suppressed('const a = <p\n  onClick={‸f}\n/>;', '/a.tsx'), 'const a = <p\n  // async-pitfalls-disable-next-line floating-promise\n  onClick={f}\n/>;');
  });

  it('stand at the line\'s end where the line begins in a template literal, and nowhere where it ends in one as well', () => {
    assert.equal(suppressed('const a = `x\n${‸save()}`;\nb();'), 'const a = `x\n${save()}`; // async-pitfalls-disable-line floating-promise\nb();');
    assert.equal(suppressed('const a = `x\n${‸save()}\n`;'), undefined);
  });

  it('stand before a comment that ends the line', () => {
    assert.equal(suppressed('// eslint-disable-next-line x\n‸save(); // later'), '// eslint-disable-next-line x\nsave(); /* async-pitfalls-disable-line floating-promise */ // later');
  });

  it('for the file stand at its top, after a #! line', () => {
    const after = (text: string): string => applyEdits(text, [suppressFile('/a.ts', 'blocking-call', text)]);
    assert.equal(after('a();\n'), '/* async-pitfalls-disable blocking-call */\na();\n');
    assert.equal(after('#!/usr/bin/env node\na();\n'), '#!/usr/bin/env node\n/* async-pitfalls-disable blocking-call */\na();\n');
  });
});
