import assert from 'node:assert/strict';
import ts from 'typescript';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { analyzeFile } from '../../src/audit/analyze.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { suppressFile, suppressLine } from '../../src/server/suppression-edits.ts';

/** The text after the suppression of the finding at `‸`. */
function suppressed(marked: string, path = '/a.ts'): string {
  const start = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  return applyEdits(text, [suppressLine({ path, rule: 'floating-promise', start }, text)]);
}

/** What is found in a text, by a rule's id. */
function foundIn(path: string, text: string): { findings: readonly Finding[]; problems: readonly unknown[] } {
  const settings = { rules: new Map(), knowledge: createKnowledge(), safeFixes: new Set<string>() };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return analyzeFile({ path, source, types: undefined, settings, isCommandLineEntry: false, isExempt: false });
}

/** The text without its comments, and JSX without expressions that hold nothing else, as JavaScript: what it does. */
function meaning(path: string, text: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.React, removeComments: true, experimentalDecorators: true };
  return ts.transpileModule(text, { fileName: path, compilerOptions }).outputText.replace(/\s+/g, ' ');
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

  it('stand at the line\'s end where the line begins in a template literal, and before the finding where it ends in one as well', () => {
    assert.equal(suppressed('const a = `x\n${‸save()}`;\nb();'), 'const a = `x\n${save()}`; // async-pitfalls-disable-line floating-promise\nb();');
    assert.equal(suppressed('const a = `x\n${‸save()}\n`;'), 'const a = `x\n${/* async-pitfalls-disable-line floating-promise */ save()}\n`;');
  });

  it('do not part words of JSX, which a line break joins', () => {
    assert.equal(suppressed('const a = <p>\n  Hello\n  dear {‸f()} and\n  others\n</p>;', '/a.tsx'), 'const a = <p>\n  Hello\n  dear {/* async-pitfalls-disable-line floating-promise */ f()} and\n  others\n</p>;');
  });

  it('stand before a comment that ends the line', () => {
    assert.equal(suppressed('// eslint-disable-next-line x\n‸save(); // later'), '// eslint-disable-next-line x\nsave(); /* async-pitfalls-disable-line floating-promise */ // later');
  });

  const save = 'async function save() { await fetch("/"); }\n';
  const places: Record<string, [path: string, text: string]> = {
    'a statement': ['/a.ts', `${save}function f() {\n  save();\n}\n`],
    'a child of JSX': ['/a.tsx', `${save}const a = <ul>\n  {[1].map(() => { save(); return <li />; })}\n</ul>;\n`],
    'a child of JSX among words': ['/a.tsx', `${save}const a = <p>\n  Hello\n  dear {(() => { save(); return 'you'; })()} and\n  others\n</p>;\n`],
    'a child of JSX of several lines': ['/a.tsx', `${save}const a = <p>\n  {\n    (() => { save(); })()\n  }\n</p>;\n`],
    'an attribute': ['/a.jsx', `${save}const a = <p\n  className="a"\n  onClick={() => { save(); }}\n>x</p>;\n`],
    'an attribute on the line of the tag': ['/a.jsx', `${save}const a = <div>\n  <p onClick={() => { save(); }}>x</p>\n</div>;\n`],
    'an expression of several lines': ['/a.ts', `${save}const a = [\n  1, () => { save(); },\n];\n`],
    'a template literal': ['/a.ts', `${save}const a = \`one\n  \${(() => { save(); })()}\n\`;\n`],
    'a template literal that ends on the line': ['/a.ts', `${save}const a = \`one\n  \${(() => { save(); })()}\`;\n`],
    'a decorator': ['/a.ts', `${save}class A {\n  @log(() => { save(); })\n  method() {}\n}\n`],
    'below a decorator': ['/a.ts', `${save}class A {\n  @log()\n  method() { save(); }\n}\n`],
    'after return': ['/a.ts', `${save}function f() {\n  return () => { save(); };\n}\n`],
    'after return, in parentheses': ['/a.ts', `${save}function f() {\n  return (\n    () => { save(); }\n  );\n}\n`],
    'after return, where a line goes on': ['/a.ts', `${save}function f(g: unknown) {\n  return g ||\n    (() => { save(); });\n}\n`],
    'a string of several lines': ['/a.js', `${save}const a = 'one \\\n two' + (() => { save(); })();\n`],
    'the end of a comment': ['/a.ts', `${save}function f() {\n/* one\n two */ save();\n}\n`],
    'below a comment for ESLint': ['/a.ts', `${save}function f() {\n  // eslint-disable-next-line no-void\n  save();\n}\n`],
    'a case': ['/a.ts', `${save}function f() {\n  switch (f.length) {\n    case 1: save();\n  }\n}\n`],
    'a body without braces': ['/a.ts', `${save}function f() {\n  if (f.length)\n    save();\n  else save();\n}\n`],
    'Windows line ends': ['/a.ts', `${save}function f() {\n  save();\n}\n`.replaceAll('\n', '\r\n')],
  };
  for (const [name, [path, text]] of Object.entries(places)) {
    it(`suppress, and change nothing else: ${name}`, () => {
      const before = foundIn(path, text).findings.filter(({ rule }) => rule === 'floating-promise');
      const [finding] = before;
      assert(finding, 'nothing is found there');
      const after = applyEdits(text, [suppressLine(finding, text)]);
      const { findings, problems } = foundIn(path, after);
      assert.deepEqual([findings.filter(({ rule }) => rule === 'floating-promise').length, findings.filter(({ rule }) => rule.endsWith('suppression')), problems], [before.length - 1, [], []], after);
      assert.equal(meaning(path, after), meaning(path, text));
    });
  }

  it('for the file stand at its top, after a #! line', () => {
    const after = (text: string): string => applyEdits(text, [suppressFile('/a.ts', 'blocking-call', text)]);
    assert.equal(after('a();\n'), '/* async-pitfalls-disable blocking-call */\na();\n');
    assert.equal(after('#!/usr/bin/env node\na();\n'), '#!/usr/bin/env node\n/* async-pitfalls-disable blocking-call */\na();\n');
  });
});
