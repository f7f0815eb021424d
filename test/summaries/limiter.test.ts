import assert from 'node:assert/strict';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { limiterSummary } from '../../src/summaries/limiter.ts';
import { unitOf } from '../support/unit-of.ts';

const before = `
import pLimit from 'p-limit';
declare function load(id: string): Promise<number>;
declare const sem: { acquire(): Promise<void>; release(): void };
declare const waiting: (() => void)[];
declare const queue: string[];
declare const anything: any;
let active = 0;
let tail: Promise<unknown> = Promise.resolve();
const limit = pLimit(3);
const open = pLimit(Infinity);
`;

/** Name of the case, the function, whether it waits for a slot, and the work it starts outside of one. */
const cases: [string, string, boolean, string | undefined][] = [
  ['plain work', 'async function f(id: string) { return (await load(id)) + 1; }', false, 'load(id)'],
  ['through a package', 'function f(id: string) { return limit(() => load(id)); }', true, undefined],
  ['through one without a limit', 'function f(id: string) { return open(() => load(id)); }', false, 'load(id)'],
  ['work before the slot', 'async function f(id: string) { const n = await load(id); return limit(async () => n); }', false, 'load(id)'],
  ['acquire, work, release', 'async function f(id: string) { await sem.acquire(); try { return await load(id); } finally { sem.release(); } }', true, undefined],
  ['a line of resolvers', 'async function f(id: string) { if (active > 3) await new Promise<void>((resolve) => waiting.push(resolve)); return load(id); }', true, undefined],
  ['a count that is polled', 'async function f(id: string) { while (active >= 3) await new Promise((r) => setTimeout(r, 5)); return load(id); }', true, undefined],
  ['a counter of its own is no slot', 'async function f(id: string) { let tries = 0; while (tries < 3) { await load(id); tries += 1; } }', false, 'load(id)'],
  ['a chain, one after the other', 'function f(id: string) { const result = tail.then(() => load(id)); tail = result.catch(() => {}); return result; }', true, undefined],
  ['a lane over a shared queue', 'async function f() { for (let id = queue.shift(); id; id = queue.shift()) await load(id); }', true, undefined],
  ['a loop over its own list', 'async function f(ids: string[]) { for (const id of ids) await load(id); }', false, 'load(id)'],
  ['nothing asynchronous', 'async function f(id: string) { return id.length; }', false, undefined],
  ['only waits', 'async function f(done: Promise<void>) { await done; }', false, undefined],
  ['only closes', 'async function f(file: { close(): Promise<void> }) { await file.close(); }', false, undefined],
  ['an awaited any', 'async function f() { await anything.go(); }', false, 'anything.go()'],
  ['an any that is only called', 'async function f() { anything.go(); }', false, undefined],
  ['a callback of a promise', 'async function f(p: Promise<string>) { return p.then((id) => load(id)); }', false, 'load(id)'],
  ['a new promise around a callback', 'function f(fs: any) { return new Promise((resolve) => fs.read(resolve)); }', false, 'new Promise((resolve) => fs.read(resolve))'],
  ['a new promise that listens', 'function f(e: any) { return new Promise((resolve) => e.once("end", resolve)); }', false, undefined],
  ['a slot given back before the work', 'async function turn() { await sem.acquire(); sem.release(); }\nasync function f(id: string) { await turn(); return load(id); }', false, 'load(id)'],
  ['a slot held for the caller', 'async function turn() { await sem.acquire(); }\nasync function f(id: string) { await turn(); return load(id); }', true, undefined],
  ['through another function', 'async function inner(id: string) { return load(id); }\nasync function f(id: string) { return inner(id); }', false, 'inner(id)'],
  ['itself', 'async function f(n: number): Promise<number> { return n > 0 ? f(n - 1) : 0; }', false, undefined],
];

describe('limiter summary', () => {
  for (const [name, source, waits, work] of cases) {
    it(name, () => {
      const { unit } = unitOf(before + source);
      const summary = limiterSummary(unit, createKnowledge());
      const fn = unit.functions.find((candidate) => candidate.id?.name === 'f');
      assert.ok(fn);
      const found = summary.unlimitedWork(fn);
      assert.deepEqual({ waits: summary.waitsForSlot(fn), work: found && unit.textOf(found) }, { waits, work });
    });
  }
});
