import assert from 'node:assert/strict';
import ts from 'typescript';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { indentationAt, quoted, styleOf, type CodeStyle } from '../../src/fixes/style.ts';

function style(text: string): CodeStyle {
  const source = ts.createSourceFile('/a.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  return styleOf(createUnit({ path: '/a.ts', source, oracle: (_tree, scopes) => syntaxOracle(scopes, () => false) }));
}

describe('styleOf', () => {
  it('has defaults for a file that shows nothing', () => {
    assert.deepEqual(style(''), { quote: "'", semicolons: true, indent: '  ', eol: '\n' });
  });
  it('takes the quotes of the imports before those of prose', () => {
    assert.equal(style("import a from 'a';\nconst b = \"it's\", c = \"don't\";").quote, "'");
    assert.equal(style('const b = "x";').quote, '"');
  });
  it('counts semicolons, and not those of loops', () => {
    assert.equal(style('const a = 1\nfor (let i = 0; i < 2; i++) { f() }\n').semicolons, false);
    assert.equal(style('const a = 1;\nf();\n').semicolons, true);
  });
  it('measures indentation', () => {
    assert.equal(style('if (a) {\n\tb();\n}').indent, '\t');
    assert.equal(style('/**\n * doc\n */\nif (a) {\n    b();\n    if (c) {\n        d();\n    }\n}').indent, '    ');
  });
  it('sees CRLF', () => {
    assert.equal(style('a();\r\nb();\r\n').eol, '\r\n');
  });
});

describe('indentationAt and quoted', () => {
  it('gives the white space of the line', () => {
    assert.equal(indentationAt('a\n  b c', 6), '  ');
    assert.equal(indentationAt('a', 0), '');
  });
  it('escapes its own quote', () => {
    assert.equal(quoted("it's", { quote: "'", semicolons: true, indent: '  ', eol: '\n' }), "'it\\'s'");
  });
});
