import assert from 'node:assert/strict';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { ownershipSummary } from '../../src/summaries/ownership.ts';
import { T } from '../../src/analysis/nodes.ts';
import { lastExpression, untypedUnit } from '../support/expressions.ts';

/** What the callee of the last call does with its first argument, as the names of what is true; undefined where it is not known. */
function ownership(text: string): string[] | undefined {
  const unit = untypedUnit(text);
  const call = lastExpression(unit);
  assert.ok(call.type === T.CallExpression);
  const found = ownershipSummary(unit, createKnowledge()).ownership(call.callee, 0);
  return found && Object.entries(found).filter(([, value]) => value).map(([name]) => name);
}

describe('ownership of parameters', () => {
  const cases: [title: string, text: string, expected: string[] | undefined][] = [
    ['used', 'function f(c) { if (c) c.query(1); console.log(c); } f(x);', []],
    ['released', 'async function f(c) { await c.close(); } f(x);', ['releases']],
    ['released by another', 'const g = (c) => { c.release(); }; function f(c) { g(c); } f(x);', ['releases']],
    ['called', 'function f(release) { release(); } f(x);', ['releases']],
    ['ended as a transaction', 'async function f(t) { await t.commit(); } f(x);', ['releases']],
    ['returned', 'const f = (c) => c; f(x);', ['returns']],
    ['stored', 'function f(c) { this.c = c; } f(x);', ['stores']],
    ['put in an object', 'function f(c) { return { c }; } f(x);', ['stores']],
    ['kept by a closure', 'function f(c) { return () => use(c); } f(x);', ['stores']],
    ['passed to someone unknown', 'function f(c) { use(c); } f(x);', ['stores']],
    ['passed round in a circle', 'function f(c) { g(c); } function g(c) { f(c); } f(x);', []],
    ['destructured', 'function f({ c }) { use(c); } f(x);', ['stores']],
    ['of a function that is not known', 'f(x);', undefined],
    ['logged', 'console.log(x);', []],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(ownership(text), expected));
});
