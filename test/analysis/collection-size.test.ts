import assert from 'node:assert/strict';
import { numericBound, sizeOf, sumOf, type Size } from '../../src/analysis/collection-size.ts';
import { unitOf } from '../support/unit-of.ts';

/** One unit for all: each case is the initialiser of a constant. */
const before = `
declare const list: string[], set: Set<number>, map: Map<string, number>, text: string, size: number, n: number;
declare const record: Record<string, number>, perKind: Record<'a' | 'b', number>, pair: [string, string], dictionary: { [key: string]: number };
declare function chunk<T>(items: T[], size: number): T[][];
declare const os: typeof import('node:os');
declare const store: { findMany(options: { take?: number }): Promise<string[]> };
const few = ['a', 'b', 'c'];
const frozen = Object.freeze(['a', 'b']);
const filled: string[] = [];
filled.push('x');
const table = { one: 1, two: 2 };
const grown: Record<string, number> = {};
grown[text] = 1;
const maximum = 20;
enum Level { Low, Middle, High }
`;
const cases: [string, Size][] = [
  ['[1, 2, ...few]', 5], ['[...list, 1]', undefined], ['few', 3], ['frozen', 2], ['filled', undefined], ['pair', 2], ['list', undefined],
  ['list.slice(0, 10)', 10], ['list.slice(5, 15)', 10], ['list.slice(n, n + 4)', 4], ['list.slice(-3)', 3], ['list.slice(1)', undefined], ['list.slice(0, n)', 'chosen'],
  ['few.slice(0, 10)', 3], ['list.splice(0, maximum)', 20], ['list.filter(Boolean)', undefined], ['few.filter(Boolean).map(String)', 3], ['few.concat(pair)', 5], ['few.concat("x")', 4],
  ['Object.keys(table)', 2], ['Object.entries(grown)', undefined], ['Object.values(record)', undefined], ['Object.keys(perKind)', 2], ['Object.values(Level)', 3], ['Object.keys(dictionary)', undefined],
  ['new Set(few)', 3], ['[...new Set(list)]', undefined], ['set', undefined], ['[...map.keys()]', undefined], ['new Map([["a", 1]])', 1],
  ['Array.from({ length: 4 })', 4], ['Array.from({ length: size })', undefined], ['Array.from(few)', 3], ['Array(3).fill(0)', 3], ['new Array(maximum)', 20], ['Array.of(1, 2)', 2],
  ['n > 1 ? few : pair', 3], ['n > 1 ? few : list', undefined], ['list ?? few', undefined], ['text.split(",")', undefined], ['text.split(",", 4)', 4],
  ['Array.from({ length: os.cpus().length })', 'chosen'], ['await store.findMany({ take: 5 })', 5], ['await store.findMany({ take: n })', 'chosen'], ['await store.findMany({})', undefined],
  ['few.flatMap((one) => [one, one])', 6], ['["a", "b"] as const', 2],
];

describe('collection size', () => {
  const { unit, node } = unitOf(before + cases.map(([source], index) => `const case${index} = ${source};\n`).join('') + 'for (const part of chunk(list, 10)) part.sort();\nchunk(list, size).map((piece) => piece.pop());\nMath.min(n, 8); Math.max(3, maximum * 2);');

  cases.forEach(([source, size], index) => {
    it(`of ${source} is ${size}`, () => {
      const [declarator] = unit.ast.body.flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations.filter(({ id }) => unit.textOf(id) === `case${index}`) : []));
      assert.ok(declarator?.init);
      assert.equal(sizeOf(declarator.init, unit), size);
    });
  });

  it('of a piece is what the list was cut by', () => {
    assert.equal(sizeOf(node('part'), unit), 10);
    assert.equal(sizeOf(node('piece'), unit), 'chosen');
  });

  it('of numbers follows arithmetic', () => {
    assert.equal(numericBound(node('Math.min(n, 8)'), unit), 8);
    assert.equal(numericBound(node('Math.max(3, maximum * 2)'), unit), 40);
  });

  it('adds up', () => {
    assert.equal(sumOf([1, 'chosen', 2]), 3);
    assert.equal(sumOf(['chosen', 'chosen']), 'chosen');
    assert.equal(sumOf([1, undefined]), undefined);
    assert.equal(sumOf([]), 0);
  });
});
