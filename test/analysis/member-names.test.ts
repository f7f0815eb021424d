import assert from 'node:assert/strict';
import { answerByName } from '../../src/analysis/member-names.ts';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { createFixtureProgram, fixtureRoot } from '../support/fixtures.ts';

/** Whether every `partsOf` that a text declares gives no promise when it is called as a member. */
function isPlain(text: string): boolean {
  const path = `${fixtureRoot}/names.ts`;
  return answerByName('results', 'partsOf', typeMemory(createFixtureProgram(new Map([[path, text]]))));
}

describe('names of members', () => {
  for (const plain of [
    'export interface A { partsOf(): string }', 'export class A { partsOf() { return 1; } }', 'export const a = { partsOf: () => "x" };', 'export interface A { partsOf(): MapIterator<[string, number]> }',
    // What is declared within a function is no member.
    'export interface A { partsOf(): string }\nexport function f(g: () => unknown) { const partsOf = g(); return [partsOf]; }',
    'export interface A { partsOf(): string }\nexport function f() { async function partsOf() {} return [partsOf]; }',
  ]) it(`give no promise: ${plain}`, () => assert.equal(isPlain(plain), true));

  for (const open of [
    'export interface A { partsOf(): Promise<string> }', 'export const partsOf = async () => 1;', 'export async function partsOf() {}', 'export interface A<T> { partsOf(): T }', 'export class A { partsOf() { return fetch("x"); } }',
    'export const a = { partsOf: fetch };', 'export const a: { partsOf?: unknown } = {}; a.partsOf = async () => 1;', 'export interface A { partsOf(): string }\nexport function f() { async function partsOf() {} return { partsOf }; }',
    'type Later = Promise<void> | undefined; export interface A { partsOf(): Later }', 'export interface A { other(): string }',
  ]) it(`may give one: ${open}`, () => assert.equal(isPlain(open), false));
});
