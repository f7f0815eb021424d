import assert from 'node:assert/strict';
import ts from 'typescript';
import { functionName } from '../../src/analysis/nodes.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { summarize } from '../../src/summaries/index.ts';

const header = "import { readFileSync, existsSync } from 'fs';\n";

/** What is called on the way from the function `start` to the API that blocks, in the order given. */
function chainsOf(text: string, names = ['start']): (string | undefined)[] {
  const source = ts.createSourceFile('/src/a.ts', header + text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const unit = createUnit({ path: '/src/a.ts', source, oracle: (_tree, scopes) => syntaxOracle(scopes, () => false) });
  const { blocking } = summarize(unit, createKnowledge(), { isExempt: false, isCommandLineEntry: false });
  return names.map((name) => {
    const fn = unit.functions.find((candidate) => functionName(candidate) === name);
    if (!fn) throw new Error(`no ${name}`);
    const chain = blocking(fn);
    return chain && chain.steps.map((step) => step.name).join(' > ') + (chain.minor ? ' (minor)' : '');
  });
}

describe('blocking', () => {
  const cases: [string, string | undefined, string][] = [
    ['calls the API', 'readFileSync', 'function start() { readFileSync("a"); }'],
    ['calls it by another name', 'readFileSync', 'const r = readFileSync; function start() { r("a"); }'],
    ['calls helpers', 'f > g > readFileSync', 'const g = () => readFileSync("a"); function f() { return g(); } function start() { f(); }'],
    ['tells of the worse of two', 'readFileSync', 'function start() { return existsSync("a") && readFileSync("a"); }'],
    ['is a trifle', 'existsSync (minor)', 'function start() { return existsSync("a"); }'],
    ['hands a helper over', 'one > readFileSync', 'function one(f) { return readFileSync(f); } function start(fs) { return fs.map(one); }'],
    ['hands the API over', 'existsSync (minor)', 'function start(fs) { return fs.filter(existsSync); }'],
    ['runs a callback at once', 'readFileSync', 'function start(fs) { fs.forEach((f) => { readFileSync(f); }); }'],
    ['leaves a callback for later', undefined, 'function start() { setTimeout(() => readFileSync("a")); }'],
    ['makes an object', 'new A > readFileSync', 'class A { text = readFileSync("a"); } function start() { return new A(); }'],
    ['makes an object of a subclass', 'new B > super > readFileSync', 'class A { constructor() { readFileSync("a"); } } class B extends A { constructor() { super(); } } function start() { new B(); }'],
    ['reads an accessor', 'box.text > readFileSync', 'const box = { get text() { return readFileSync("a"); } }; function start() { return box.text; }'],
    ['calls an async function', undefined, 'async function f() { readFileSync("a"); } function start() { void f(); }'],
    ['calls an event handler', undefined, 'function f() { readFileSync("a"); } emitter.on("a", f); function start() { f(); }'],
    ['waits in a loop', 'a busy-wait loop', 'function start(end) { while (Date.now() < end) {} }'],
    ['is suppressed at the API', undefined, 'function start() {\n  // async-pitfalls-disable-next-line blocking-call -- tiny\n  readFileSync("a");\n}'],
    ['ends the process after it', undefined, 'function start() { readFileSync("a"); process.exit(1); }'],
  ];
  for (const [name, expected, text] of cases) it(`${name}: ${expected ?? 'nothing'}`, () => assert.deepEqual(chainsOf(text), [expected]));

  it('ends with recursion, whichever function is asked first', () => {
    const text = 'function a() { b(); readFileSync("a"); } function b() { c(); } function c() { a(); } function d() { d(); }';
    assert.deepEqual(chainsOf(text, ['a', 'b', 'c', 'd']), ['readFileSync', 'c > a > readFileSync', 'a > readFileSync', undefined]);
    assert.deepEqual(chainsOf(text, ['c', 'b', 'a']), ['a > readFileSync', 'c > a > readFileSync', 'readFileSync']);
  });

  it('follows a long chain', () => {
    const count = 300;
    const text = Array.from({ length: count }, (_, index) => `function f${index}() { ${index + 1 < count ? `f${index + 1}()` : 'readFileSync("a")'}; }`).join('\n');
    assert.equal(chainsOf(text, ['f0'])[0]?.split(' > ').length, count);
  });
});
