import assert from 'node:assert/strict';
import { unitOf } from '../support/unit-of.ts';

function awaitability(text: string, expression: string, typed = true): string {
  const { unit, node } = unitOf(text, { typed });
  return unit.types.awaitability(node(expression));
}

describe('awaitability', () => {
  const cases: [title: string, text: string, expression: string, typed: string, untyped: string][] = [
    ['an async function', 'async function f() {} f();', 'f()', 'always', 'always'],
    ['a plain function', 'function f() { return 1; } f();', 'f()', 'never', 'never'],
    ['an arrow that passes a promise on', 'const g = async () => 1; const f = () => g(); f();', 'f()', 'always', 'always'],
    ['a method', 'class A { async m() {} } new A().m();', 'new A().m()', 'always', 'always'],
    ['a method called on this', 'class A { async m() {} n() { this.m(); } }', 'this.m()', 'always', 'always'],
    ['a declared union', 'declare function f(): Promise<void> | undefined; f();', 'f()', 'sometimes', 'sometimes'],
    ['an optional call', 'declare const f: (() => Promise<void>) | undefined; f?.();', 'f?.()', 'sometimes', 'unknown'],
    ['any', 'declare const x: any; x();', 'x()', 'unknown', 'unknown'],
    ['a subclass', 'class Task extends Promise<void> {} new Task(() => {});', 'new Task(() => {})', 'always', 'unknown'],
    ['a thenable that is no promise', 'declare function q(): { then(f: () => void): void }; q();', 'q()', 'never', 'unknown'],
    ['an unconstrained type parameter', 'export function f<T>(x: T) { x; }', 'x', 'unknown', 'unknown'],
    ['a constrained type parameter', 'export function f<T extends Promise<void>>(x: T) { x; }', 'x', 'always', 'unknown'],
    ['then on a promise', 'fetch("x").then(() => 1);', 'fetch("x").then(() => 1)', 'always', 'always'],
    ['an overload that returns nothing', 'declare function f(cb: () => void): void; declare function f(): Promise<void>; f(() => {});', 'f(() => {})', 'never', 'unknown'],
    ['the other overload', 'declare function f(cb: () => void): void; declare function f(): Promise<void>; f();', 'f()', 'always', 'unknown'],
    ['a builtin', 'import fs from "node:fs/promises"; fs.rm("x");', 'fs.rm("x")', 'always', 'always'],
  ];
  for (const [title, text, expression, typed, untyped] of cases) {
    it(title, () => {
      assert.equal(awaitability(text, expression), typed);
      assert.equal(awaitability(text, expression, false), untyped, 'without types');
    });
  }
});

describe('other questions to types', () => {
  it('the length of a tuple', () => {
    const { unit, node } = unitOf('declare const pair: [1, 2]; declare const list: number[]; pair; list;');
    assert.deepEqual([unit.types.tupleLength(node('pair')), unit.types.tupleLength(node('list'))], [2, undefined]);
  });

  it('the number of keys', () => {
    const { unit, node } = unitOf('const o = { a: 1, b: 2 }; declare const r: Record<string, number>; declare const u: "x" | "y" | "z"; o; r; u;');
    assert.deepEqual(['o', 'r', 'u'].map((name) => unit.types.finiteKeys(node(name))), [2, undefined, 3]);
  });

  it('disposability, of a promise: of its result', () => {
    const { unit, node } = unitOf('import { open } from "node:fs/promises"; open("x"); const n = 1; n;');
    assert.deepEqual(unit.types.disposability(node('open("x")')), { sync: false, async: true });
    assert.deepEqual(unit.types.disposability(node('n')), { sync: false, async: false });
  });

  it('the declaration in the project', () => {
    const { unit, node } = unitOf('export class A { run() {} } export const f = (a: A) => a.run();');
    assert.equal(unit.types.declaration(node('a.run'))?.name, 'run');
    assert.equal(unit.functionOf(node('a.run'))?.type, 'FunctionExpression');
  });

  it('a named type', () => {
    const { unit, node } = unitOf("import type { PoolClient } from 'pg'; export const f = (client: PoolClient) => { client; };");
    assert.deepEqual(unit.types.typeOrigin(node('client')), { module: 'pg', name: 'PoolClient', inProject: false });
  });

  it('a type as text', () => {
    const { unit, node } = unitOf('declare const rows: { id: number }[]; rows;');
    assert.equal(unit.types.typeText(node('rows')), '{ id: number; }[]');
  });
});
