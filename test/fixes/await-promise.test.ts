import assert from 'node:assert/strict';
import { applyEdits } from '../../src/analysis/edits.ts';
import { awaitPromise, canAwait } from '../../src/fixes/await-promise.ts';
import { nodeOf, typedUnits, untypedUnit } from '../support/expressions.ts';

function awaited(text: string, node: string, name = 'unit.mjs'): string | undefined {
  const unit = untypedUnit(text, name);
  const edits = awaitPromise(unit, nodeOf(unit, node));
  return edits && applyEdits(text, edits.map((edit) => ({ path: unit.path, ...edit })));
}

describe('awaitPromise', () => {
  const cases: [string, string, string][] = [
    ['f();', 'f()', 'await f();'],
    ['f().x;', 'f()', '(await f()).x;'],
    ['f()?.x;', 'f()', '(await f())?.x;'],
    ['f()();', 'f()', '(await f())();'],
    ['new (f())();', 'f()', 'new (await f())();'],
    ['(f()).x;', 'f()', '(await f()).x;'],
    ['( /* c */ f()).x;', 'f()', '( /* c */ await f()).x;'],
    ['a ? b : c;', 'a ? b : c', 'await (a ? b : c);'],
    ['(a || b).x;', 'a || b', '(await (a || b)).x;'],
    ['x = a ?? b;', 'a ?? b', 'x = await (a ?? b);'],
    ['a && f();', 'f()', 'a && await f();'],
    ['f() ** 2;', 'f()', '(await f()) ** 2;'],
    ['2 ** f();', 'f()', '2 ** await f();'],
    ['g(f());', 'f()', 'g(await f());'],
    ['f()`x`;', 'f()', '(await f())`x`;'],
    ['class A extends f() {}', 'f()', 'class A extends (await f()) {}'],
    ['a?.b();', 'a?.b()', 'await a?.b();'],
    ['(async () => {})();', '(async () => {})()', 'await (async () => {})();'],
    ['if (f()) g();', 'f()', 'if (await f()) g();'],
  ];
  for (const [before, node, after] of cases) it(`${before} -> ${after}`, () => assert.equal(awaited(before, node), after));

  it('keeps what `as` says of the promise', () => assert.equal(awaited('f() as Promise<A>;', 'f() as Promise<A>', 'unit.mts'), 'await (f() as Promise<A>);'));
});

describe('canAwait', () => {
  const cases: [string, boolean, string?][] = [
    ['async function f() { here; }', true],
    ['function f() { here; }', false],
    ['async () => { xs.map(() => here); }', false],
    ['async (a = here) => {}', false],
    ['async () => here', true],
    ['async function* f() { here; }', true],
    ['async () => { class A { p = here; } }', false],
    ['async () => { class A { static { here; } } }', false],
    ['class A { constructor() { here; } }', false],
    ['here;', true],
    ['{ here; }', true],
    ['here;', false, 'unit.cjs'],
    ['here;', false, 'unit.js'],
    ['export {}; here;', true, 'unit.js'],
    ['export {}; here;', false, 'unit.ts'],
  ];
  for (const [text, expected, name] of cases) {
    it(`${name ?? ''} ${text} ${expected}`, () => {
      const unit = untypedUnit(text, name ?? 'unit.mjs');
      assert.equal(canAwait(unit, nodeOf(unit, 'here')), expected);
    });
  }

  it('at the top level asks the compiler options', () => {
    const [esm] = typedUnits(['declare const here: 1; export {}; here;']);
    assert.ok(esm && canAwait(esm, nodeOf(esm, 'here')));
    const [commonjs] = typedUnits(['declare const here: 1; export {}; here;'], 'cts');
    assert.ok(commonjs && !canAwait(commonjs, nodeOf(commonjs, 'here')));
  });
});
