import assert from 'node:assert/strict';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { rejectionSummary } from '../../src/summaries/rejection.ts';
import { lastExpression, typedUnits } from '../support/expressions.ts';

const prelude = `
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
declare function load(): Promise<string>;
declare function unknown(): void;
declare const logger: { error(error: unknown): void; child: { warn(text: string): void } };
declare const deferred: { reject(error: unknown): void };
declare const anything: any;
declare const list: string[];
let state = 0;
const items: string[] = [];
const sleep = promisify(setTimeout);
`;

const cannot: Record<string, string> = {
  'a body in try with a handler that logs': 'async function f() { try { await load(); } catch (error) { console.error(error); } } f();',
  'a handler that assigns': 'async function f() { try { await load(); } catch { state = 1; } } f();',
  'a handler that uses a logger': 'async function f() { try { await load(); } catch (error) { logger.error(error); logger.child.warn(`${error}`); } } f();',
  'a handler that hands the error on': 'async function f() { try { await load(); } catch (error) { deferred.reject(error); } } f();',
  'harmless statements outside the try': 'async function f() { const start = Date.now(); items.push(`${start}`); try { unknown(); } catch {} finally { state = Math.max(1, 2); } } f();',
  'a body without calls': 'async function f() { state += 1; } f();',
  'an arrow function called on the spot': '(async () => { try { unknown(); } catch {} })();',
  'one that waits for another that cannot': 'async function f() { await g(); } async function g() { try { unknown(); } catch {} } f();',
  'a delay': 'delay(10);',
  'a delay with options but no signal': 'delay(10, undefined, { ref: false });',
  'a promisified timer': 'sleep(10);',
  'a promise that a timer resolves': 'new Promise((resolve) => setTimeout(resolve, 10));',
  'a promise resolved with a value': 'new Promise((resolve) => { setTimeout(() => { resolve(1); }, 10); });',
  'a function that returns a delay': 'const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)); pause(1);',
  'a chain with a handler': 'load().catch(console.error);',
  'a chain with a handler and a harmless reaction': 'load().catch(() => "").then((text) => { state = text.length; });',
  'both reactions harmless': 'load().then(() => { state = 1; }, () => { state = 2; });',
  'allSettled': 'Promise.allSettled([load(), load()]);',
  'all of promises that cannot': 'Promise.all([delay(1), delay(2)]);',
  'a loop over a typed array': 'async function f() { for (const item of list) state += item.length; } f();',
  'a constant that holds one': 'const p = delay(1); (p);',
};

const can: Record<string, string> = {
  'an unknown function': 'load();',
  'a handler that throws': 'async function f() { try { await load(); } catch (error) { throw error; } } f();',
  'a handler that calls unknown functions': 'async function f() { try { await load(); } catch { unknown(); } } f();',
  'an unknown call outside the try': 'async function f() { unknown(); try { await load(); } catch {} } f();',
  'an await outside the try': 'async function f() { try { unknown(); } catch {} await load(); } f();',
  'a promise returned from the try': 'async function f() { try { return load(); } catch {} } f();',
  'an unknown call in finally': 'async function f() { try { await load(); } catch {} finally { unknown(); } } f();',
  'a try without handler': 'async function f() { try { await load(); } finally { state = 1; } } f();',
  'members of unknown values': 'async function f() { state = anything.deep.value; } f();',
  'a delay with a signal': 'delay(10, undefined, { signal: AbortSignal.timeout(1) });',
  'a delay with unknown options': 'delay(10, undefined, anything);',
  'a promise with reject in use': 'new Promise((resolve, reject) => { setTimeout(reject, 10); });',
  'a promise resolved with one that can': 'new Promise((resolve) => { resolve(load()); });',
  'an executor that calls unknown functions': 'new Promise((resolve) => { unknown(); });',
  'a handler in the chain that throws': 'load().catch((error) => { throw error; });',
  'a reaction that throws': 'delay(1).then(() => { unknown(); });',
  'a chain without handler': 'load().then(() => {});',
  'all of promises that can': 'Promise.all([delay(1), load()]);',
  'recursion that waits for itself': 'async function f(): Promise<void> { await f(); } f();',
  'JSON.parse': 'async function f() { JSON.parse("x"); } f();',
};

describe('canReject', () => {
  const cases = [...Object.entries(cannot).map(([name, text]) => ({ name, text, expected: false })), ...Object.entries(can).map(([name, text]) => ({ name, text, expected: true }))];
  let answers: boolean[] = [];

  before(() => {
    answers = typedUnits(cases.map(({ text }) => prelude + text)).map((unit) => rejectionSummary(unit, createKnowledge()).canReject(lastExpression(unit)));
  });

  cases.forEach(({ name, expected }, index) => {
    it(`${expected ? 'can' : 'cannot'}: ${name}`, () => assert.equal(answers[index], expected));
  });
});
