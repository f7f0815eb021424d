import assert from 'node:assert/strict';
import type ts from 'typescript';
import { typeMemory, typescriptOracle } from '../../src/analysis/typescript-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { createFixtureProgram, fixtureRoot } from '../support/fixtures.ts';
import { lastExpression } from '../support/expressions.ts';

/** The awaitability of the last expression; `inferring: false`: by a checker that refuses to infer the types of expressions and functions. */
function awaitability(text: string, inferring: boolean, name = 'unit.ts'): string {
  const path = `${fixtureRoot}/${name}`;
  const program = createFixtureProgram(new Map([[path, text]]));
  const memory = typeMemory(program);
  const refuse = { value: () => { throw new RangeError('asked to infer'); } };
  const checker: ts.TypeChecker = inferring ? memory.checker : Object.create(memory.checker, { getTypeAtLocation: refuse, getReturnTypeOfSignature: refuse, getTypeOfSymbolAtLocation: refuse });
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`${path} is not in the program`);
  const unit = createUnit({ path, source, oracle: (tree) => typescriptOracle(tree, { ...memory, checker }) });
  return unit.types.awaitability(lastExpression(unit));
}

const action = 'declare function pick<C, P, R>(client: C, run: (client: any, options: P) => R, name: string): (options: P) => R;';

describe('what declarations say of a call', () => {
  const told: [title: string, text: string, answer: string][] = [
    ['an async function', 'async function load() { return 1; }\nload();', 'always'],
    ['an annotated promise', 'declare function load<T>(id: T): Promise<T>;\nload(1);', 'always'],
    ['an async arrow function', 'const load = async () => 1;\nload();', 'always'],
    ['a generator', 'async function* load() { yield 1; }\nload();', 'never'],
    ['an annotation without promises', 'declare function count<T>(list: T[]): number;\ncount([1]);', 'never'],
    ['a conversion that the language provides', 'declare const value: unknown;\nBoolean(value);', 'never'],
    ['what such functions give', 'declare function count(): number;\nfunction twice() { return count(); }\ntwice();', 'never'],
    ['overloads that agree', 'declare function read(a: string): string;\ndeclare function read(a: number): number;\nread(1);', 'never'],
    ['a function that is called where it stands', '(() => { if (Math.random() > 0.5) return undefined; return 1; })();', 'never'],
    ['what a function gives that is handed over', `${action}\nasync function load(client: any, id: number) { return id; }\npick({}, load, 'load')(1);`, 'always'],
    ['what a function gives that is no promise', `${action}\nfunction load(client: any, id: number): string { return String(id); }\npick({}, load, 'load')(1);`, 'never'],
    ['a sum', 'declare const list: number[][];\nlist.reduce((sum, part) => sum + part.length, 0);', 'never'],
    ['a constant that was awaited', 'declare function load<T>(id: T): Promise<T>;\nconst value = await load(1);\nvalue;', 'never'],
    ['a part of what a cast says', 'declare function load<T>(id: T): T;\nconst { size } = load(1) as unknown as { size: number };\nsize;', 'never'],
    ['a part of an annotated value', 'declare const options: { size?: number };\nconst { size } = options;\nsize;', 'never'],
    ['a map', 'new Map([[1, 2]]);', 'never'],
    ['two that are none', 'declare function count(): number;\nconst found = count() || 1;\nfound;', 'never'],
  ];
  for (const [title, text, answer] of told) {
    it(title, () => {
      assert.equal(awaitability(text, false), answer);
      assert.equal(awaitability(text, true), answer, 'as inference has it');
    });
  }

  const open: [title: string, text: string, answer: string][] = [
    ['a function of its own name for promises', 'type Promise = number;\nexport declare function load(): Promise;\nload();', 'never'],
    ['a type parameter', 'declare function same<T>(value: T): T;\nsame(fetch("x"));', 'always'],
    ['an overload that gives a promise', 'declare function read(done: () => void): void;\ndeclare function read(): Promise<void>;\nread();', 'always'],
    ['a result that two arguments tell', 'declare function either<R>(a: () => R, b: () => R): R;\neither(() => 1, () => 2);', 'never'],
    ['a function that may end without its promise', 'function load(now: boolean) { if (now) return fetch("x"); }\nload(true);', 'sometimes'],
    ['a variable that is written again', 'let found: Promise<Response> | number = 1;\nfound = fetch("x");\nfound;', 'always'],
    ['an optional call', 'declare const load: (() => Promise<void>) | undefined;\nload?.();', 'sometimes'],
    ['a part with a default', 'declare const options: { load?: number };\nconst { load = fetch("x") } = options;\nload;', 'sometimes'],
    ['a promise or something else', 'declare function load(): Promise<void>;\nconst value = Math.random() > 0.5 ? load() : 1;\nvalue;', 'sometimes'],
    ['what is cast to any', 'declare function count(): number;\ncount() as any;', 'never'],
  ];
  for (const [title, text, answer] of open) {
    it(`leaves to inference: ${title}`, () => {
      assert.equal(awaitability(text, true), answer);
    });
  }

  it('leaves to inference what JavaScript declares in comments', () => {
    assert.equal(awaitability('/** @returns {Promise<number>} */\nfunction load() { return 1; }\nload();', true, 'unit.js'), 'always');
  });
});
