import assert from 'node:assert/strict';
import { lastExpression, untypedUnit } from '../support/expressions.ts';

const cases: [string, string, string][] = [
  ['an async function', 'async function f() {} f();', 'always'],
  ['an async generator', 'async function* f() {} f();', 'never'],
  ['a plain function that returns a promise', 'const f = () => fetch("/a"); f();', 'always'],
  ['one that returns it on some ways', 'function f(x) { if (x) { return fetch("/a"); } f(); return 1; } f();', 'sometimes'],
  ['one that returns nothing', 'function f() { fetch("/a"); } f();', 'never'],
  ['a method of an instance', 'class A { async m() {} } new A().m();', 'always'],
  ['an inherited method', 'class A { async m() {} } class B extends A {} new B().m();', 'always'],
  ['an overriding method', 'class A { async m() {} } class B extends A { m() { return 1; } } new B().m();', 'never'],
  ['a static method', 'class A { static async m() {} } A.m();', 'always'],
  ['a method of an object', 'const a = { async m() {} }; a.m();', 'always'],
  ['a function assigned to a member', 'const a = {}; a.m = async () => {}; a.m();', 'always'],
  ['a member assigned twice', 'const a = {}; a.m = async () => {}; a.m = () => {}; a.m();', 'unknown'],
  ['a function written again', 'let f = async () => {}; f = () => {}; f();', 'unknown'],
  ['an unknown function', 'g();', 'unknown'],
  ['a parameter of an async function', 'async function f(next) { g(() => next()); } ((next) => next())();', 'unknown'],
  ['an unknown method of the same name', 'class A { async save() {} } thing.save();', 'unknown'],
  ['Promise.all', 'Promise.all([]);', 'always'],
  ['a Promise of the file', 'class Promise {} new Promise();', 'unknown'],
  ['then on a promise', 'fetch("/a").then(f);', 'always'],
  ['then on something unknown', 'g().then(f);', 'unknown'],
  ['fs.promises by require', 'const fs = require("fs"); fs.promises.stat("a");', 'always'],
  ['a callback function of fs', 'const fs = require("fs"); fs.stat("a", f);', 'unknown'],
  ['destructured require', 'const { readFile: read } = require("node:fs/promises"); read("a");', 'always'],
  ['promisify', 'import { promisify } from "node:util"; const run = promisify(f); run();', 'always'],
  ['one operand of ||', 'a || fetch("/a");', 'sometimes'],
  ['a conditional of two promises', 'a ? fetch("/a") : fetch("/b");', 'always'],
  ['import()', 'import("a");', 'always'],
];

describe('the oracle by syntax', () => {
  for (const [name, text, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      const unit = untypedUnit(text);
      assert.equal(unit.types.awaitability(lastExpression(unit)), expected);
    });
  }

  const elements: [string, string][] = [
    ['xs.map(async (x) => x);', 'always'],
    ['xs.map((x) => x + 1);', 'never'],
    ['Array.from(xs, async (x) => x);', 'always'],
    ['xs.map(async (x) => x).slice(0, 2);', 'always'],
    ['[fetch("/a"), 1];', 'sometimes'],
    ['xs.map(f);', 'unknown'],
  ];
  for (const [text, expected] of elements) {
    it(`elements of ${text} ${expected}`, () => {
      const unit = untypedUnit(text);
      assert.equal(unit.types.elementAwaitability(lastExpression(unit)), expected);
    });
  }

  it('a typed parameter and a field of a class of the file', () => {
    const unit = untypedUnit('class A { async m() {} }\nfunction f(a: A) { return a.m(); }\nclass B { constructor(private a: A) {} run() { return this.a.m(); } }\nnew B(x).run(), f(y);', 'unit.ts');
    assert.equal(unit.types.awaitability(lastExpression(unit)), 'always');
  });
});
