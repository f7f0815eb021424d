import assert from 'node:assert/strict';
import { identitiesOf, type CodeIdentity } from '../../src/audit/code-identity.ts';

/** The identity of what stands between « and ». */
function marked(text: string, rule = 'floating-promise'): CodeIdentity | undefined {
  const [before = '', at = '', after = ''] = text.split(/[«»]/);
  return identitiesOf('/w/a.tsx', before + at + after, [{ rule, start: before.length, end: before.length + at.length }])[0];
}

describe('the identity of a finding', () => {
  const same: [string, string, string][] = [
    ['its line moves', 'async function f() {\n  «save(1)»;\n}', '\n// new\nasync function f() {\n  const x = 1;\n    «save(1)»;\n}'],
    ['its code is broken into lines', 'async function f() { «save(a, b)»; }', 'async function f() { «save(\n  a, // first\n  b,\n)»; }'],
    ['quotes and semicolons change', 'function f() { «new Promise»((y) => {}, "x")\n}', "function f() { «new Promise»((y) => {}, 'x');\n}"],
    ['a formatter puts brackets around a parameter', 'async function f() { «run(async x => { await x; })»; }', 'async function f() { «run(async (x) => { await x; })»; }'],
    ['the body of its callback changes', 'async function f() { «run(async () => { one(); })»; }', 'async function f() { «run(async () => { two(); three(); })»; }'],
    ['the body of its loop changes', 'async function f() { «for (const x of xs) { await a(x); }» }', 'async function f() { «for (const x of xs) { await b(x); }» }'],
  ];
  for (const [what, before, after] of same) it(`stays when ${what}`, () => assert.deepEqual(marked(after), marked(before)));

  it('differs when its own code does', () => {
    assert.notDeepEqual(marked('async function f() { «save(1)»; }'), marked('async function f() { «save(2)»; }'));
  });

  it('takes in what is around a place that says nothing', () => {
    const codes: [string, string][] = [
      ['async function f() { const «file» = await open(path); }', 'file=await open(path)'],
      ['async function f() { save().«catch»(() => {}); }', 'save().catch(()=>{…})'],
      ['function f() { return «new Promise((resolve) => { x(resolve); })»; }', 'return new Promise((resolve)=>{…})'],
      ['function f() { try { a(); } «catch (error) { }» }', 'catch(error){…}'],
      ['items.forEach(«async (item) => { await go(item); }»);', 'items.forEach(async(item)=>{…})'],
      ['const a = <B onClick={«async () => { await go(); }»} />;', 'onClick={async()=>{…}}'],
    ];
    for (const [text, expected] of codes) assert.equal(marked(text)?.code, expected);
  });

  it('names the functions and classes around it', () => {
    const names: [string, string][] = [
      ['class Store { async load() { go(); } }', 'Store.load'],
      ['class Store { constructor() { go(); } #x = () => { go(); } }', 'Store.constructor'],
      ['class Store { load = async () => { go(); } }', 'Store.load'],
      ['const load = useCallback(async () => { go(); }, []);', 'load'],
      ['export default async () => { go(); };', 'default'],
      ['module.exports.load = async function () { go(); };', 'module.exports.load'],
      ['const api = { async load() { list.map(() => { go(); }); } };', 'load'],
      ['const api = { load: async () => { go(); } };', 'load'],
      ['app.get("/", async () => { go(); });', ''],
      ['go();', ''],
    ];
    for (const [text, expected] of names) assert.equal(marked(text.replace('go()', '«go()»'))?.in, expected, text);
  });

  it('of a comment is its text', () => {
    assert.equal(marked('f(); // async-pitfalls-disable-line «late-await»', 'unused-suppression')?.code, 'late-await');
  });

  it('is short, and long pieces that differ at their ends are still told apart', () => {
    const long = (end: string): string => marked(`«save(${'argument, '.repeat(60)}${end})»;`)?.code ?? '';
    assert.ok(long('x').length <= 120);
    assert.notEqual(long('x'), long('y'));
  });
});
