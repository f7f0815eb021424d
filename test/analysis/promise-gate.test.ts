import assert from 'node:assert/strict';
import { mayLeavePromise } from '../../src/analysis/promise-gate.ts';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { createFixtureProgram, fixtureRoot } from '../support/fixtures.ts';

function mayLeave(text: string): boolean {
  const path = `${fixtureRoot}/gate.ts`;
  const program = createFixtureProgram(new Map([[path, `declare function f(): Promise<void>; declare const ok: boolean; declare function n(): number;\n${text}`]]));
  const source = program.getSourceFile(path);
  assert.ok(source);
  return mayLeavePromise(source, typeMemory(program));
}

describe('promise gate', () => {
  for (const open of [
    'f();', 'ok && f();', 'ok ? f() : n();', 'n(), f();', 'void f();', 'const p = f();', 'let p; p = f();', 'const list = []; list.push(f());', 'f().then(n);',
    '[1].map(() => f());', 'export async function g() { await [f()]; }', 'export function g() { const p = f(); } export function h() { const p = n(); return p; }', 'const p = f() as unknown;',
  ]) it(`opens for ${open}`, () => assert.equal(mayLeave(open), true));

  for (const shut of [
    'n();', 'export async function g() { await f(); }', 'export const g = () => f();', 'export function g() { const p = f(); return p; }', 'const o = { p: n() }; o.p = n();',
    'export function g() { const p = n(); return p; } export function h() { const p = f(); return p; }', '[1].map(() => n());',
  ]) it(`stays shut for ${shut}`, () => assert.equal(mayLeave(shut), false));
});
