import assert from 'node:assert/strict';
import ts from 'typescript';
import { damageOf, maskBroken } from '../../src/analysis/mask.ts';

/** The masked text without the blanks at line ends, for reading. */
function masked(text: string, path = '/x.ts'): string | undefined {
  return maskBroken(path, text)?.text.replace(/[ \t]+$/gm, '');
}

describe('mask', () => {
  it('leaves a whole text alone', () => {
    assert.equal(maskBroken('/x.ts', 'const a = 1;\n'), undefined);
  });

  it('blanks out the half-typed statement and keeps its neighbours', () => {
    assert.equal(masked('async function f() {\n  save();\n  const x = ;\n  load();\n}\n'), 'async function f() {\n  save();\n\n  load();\n}\n');
  });

  it('keeps the function around a half-typed member access', () => {
    const text = 'export async function f(user: { name: string }) {\n  save();\n  user.\n}\nexport const after = 1;\n';
    const result = masked(text);
    assert.match(result ?? '', /save\(\);/);
    assert.match(result ?? '', /export const after = 1;/);
  });

  it('keeps other methods of a class with a half-typed one', () => {
    const result = masked('class A {\n  one() { return 1; }\n  two( {\n  three() { return 3; }\n}\nconst z = 1;\n');
    assert.match(result ?? '', /one\(\) \{ return 1; \}/);
  });

  it('keeps every offset outside the blanks', () => {
    const text = 'a();\r\nlet = = ;\r\nb();\r\n';
    const result = maskBroken('/x.ts', text);
    assert.equal(result?.text.length, text.length);
    assert.equal(result?.text.indexOf('b();'), text.indexOf('b();'));
    assert.equal(result?.text.split('\r\n').length, 4);
  });

  it('always gives a text that parses', () => {
    const whole = 'import { a } from "a";\nexport class C { m = 1; async run(x: string) { if (x) { await a(`n${x}`); } return [1, { y: 2 }]; } }\nconst f = async () => { try { await a(); } finally { a(); } };\n';
    for (let end = 0; end < whole.length; end += 1) {
      const text = whole.slice(0, end);
      const result = maskBroken('/x.tsx', text)?.text ?? text;
      const errors = damageOf(ts.createSourceFile('/x.tsx', result, ts.ScriptTarget.Latest, true));
      assert.deepEqual(errors, [], `after ${JSON.stringify(text.slice(-20))}`);
      assert.equal(result.length, text.length);
    }
  });

  it('says where the damage is', () => {
    const [damage] = maskBroken('/x.ts', 'let x = ;\n')?.damage ?? [];
    assert.equal(damage?.start, 8);
    assert.match(damage?.message ?? '', /Expression expected/);
  });
});
