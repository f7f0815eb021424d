import assert from 'node:assert/strict';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { limiterSummary } from '../../src/summaries/limiter.ts';
import { unitOf } from '../support/unit-of.ts';

const before = `
import pLimit from 'p-limit';
import https from 'node:https';
declare function download(id: string): Promise<number>;
declare const sem: { acquire(): Promise<void>; release(): void };
declare const waiting: (() => void)[];
declare const queue: string[];
declare const anything: any;
let active = 0;
let pages: Promise<number> | undefined;
let tail: Promise<unknown> = Promise.resolve();
const limit = pLimit(3);
const open = pLimit(Infinity);
`;

/** Name of the case, the function, whether it waits for a slot, and the work it starts outside of one. */
const cases: [string, string, boolean, string | undefined][] = [
  ['plain work', 'async function f(id: string) { return (await download(id)) + 1; }', false, 'download(id)'],
  ['through a package', 'function f(id: string) { return limit(() => download(id)); }', true, undefined],
  ['through one without a limit', 'function f(id: string) { return open(() => download(id)); }', false, 'download(id)'],
  ['work before the slot', 'async function f(id: string) { const n = await download(id); return limit(async () => n); }', false, 'download(id)'],
  ['acquire, work, release', 'async function f(id: string) { await sem.acquire(); try { return await download(id); } finally { sem.release(); } }', true, undefined],
  ['a line of resolvers', 'async function f(id: string) { if (active > 3) await new Promise<void>((resolve) => waiting.push(resolve)); return download(id); }', true, undefined],
  ['a count that is polled', 'async function f(id: string) { while (active >= 3) await new Promise((r) => setTimeout(r, 5)); return download(id); }', true, undefined],
  ['a counter of its own is no slot', 'async function f(id: string) { let tries = 0; while (tries < 3) { await download(id); tries += 1; } }', false, 'download(id)'],
  ['a chain, one after the other', 'function f(id: string) { const result = tail.then(() => download(id)); tail = result.catch(() => {}); return result; }', true, undefined],
  ['a lane over a shared queue', 'async function f() { for (let id = queue.shift(); id; id = queue.shift()) await download(id); }', true, undefined],
  ['a loop over its own list', 'async function f(ids: string[]) { for (const id of ids) await download(id); }', false, 'download(id)'],
  ['nothing asynchronous', 'async function f(id: string) { return id.length; }', false, undefined],
  ['only waits', 'async function f(done: Promise<void>) { await done; }', false, undefined],
  ['only closes', 'async function f(file: { close(): Promise<void> }) { await file.close(); }', false, undefined],
  ['an awaited any', 'async function f() { await anything.go(); }', false, undefined],
  ['a typed function of another name', 'declare function settle(id: string): Promise<void>;\nasync function f(id: string) { await settle(id); }', false, undefined],
  ['a promise kept for all', 'async function f() { pages ??= download("all"); return pages; }', false, undefined],
  ['an any that is only called', 'async function f() { anything.go(); }', false, undefined],
  ['a callback of a promise', 'async function f(p: Promise<string>) { return p.then((id) => download(id)); }', false, 'download(id)'],
  ['a new promise around a callback', 'function f(url: string) { return new Promise((resolve) => https.get(url, resolve)); }', false, 'https.get(url, resolve)'],
  ['a new promise around something unknown', 'function f(it: any) { return new Promise((resolve) => it.read(resolve)); }', false, undefined],
  ['a new promise that listens', 'function f(e: any) { return new Promise((resolve) => e.once("end", resolve)); }', false, undefined],
  ['a slot given back before the work', 'async function turn() { await sem.acquire(); sem.release(); }\nasync function f(id: string) { await turn(); return download(id); }', false, 'download(id)'],
  ['a slot held for the caller', 'async function turn() { await sem.acquire(); }\nasync function f(id: string) { await turn(); return download(id); }', true, undefined],
  ['through another function', 'async function inner(id: string) { return download(id); }\nasync function f(id: string) { return inner(id); }', false, 'inner(id)'],
  ['itself', 'async function f(n: number): Promise<number> { return n > 0 ? f(n - 1) : 0; }', false, undefined],
];

describe('limiter summary', () => {
  for (const [name, source, waits, work] of cases) {
    it(name, () => {
      const { unit } = unitOf(before + source);
      const summary = limiterSummary(unit, createKnowledge());
      const fn = unit.functions.find((candidate) => candidate.id?.name === 'f');
      assert.ok(fn);
      const found = summary.unlimitedWork(fn)?.node;
      assert.deepEqual({ waits: summary.waitsForSlot(fn), work: found && unit.textOf(found) }, { waits, work });
    });
  }
});
