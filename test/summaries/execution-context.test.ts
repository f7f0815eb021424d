import assert from 'node:assert/strict';
import ts from 'typescript';
import { walk, type Node } from '../../src/analysis/nodes.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { summarize } from '../../src/summaries/index.ts';

/** The context of the call `here()` in a text. */
function contextIn(text: string, options = { isExempt: false, isCommandLineEntry: false }, path = '/src/a.tsx'): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const unit = createUnit({ path, source, oracle: (_tree, scopes) => syntaxOracle(scopes, () => false) });
  let at: Node | undefined;
  walk(unit.ast, (node) => { if (node.type === 'Identifier' && node.name === 'here') at = node; });
  if (!at) throw new Error('no here');
  return summarize(unit, createKnowledge(), options).contextOf(at);
}

describe('contextOf', () => {
  const cases: [string, string, string][] = [
    ['async', 'async function', 'async function f() { here(); }'],
    ['async', 'async generator', 'async function* f() { yield here(); }'],
    ['async', 'default value of a parameter', 'async function f(a = here()) {}'],
    ['async', 'callback that runs at once', 'async function f() { xs.map((x) => here(x)); }'],
    ['async', 'nested callbacks that run at once', 'async function f() { xs.forEach((x) => x.sort(() => here())); }'],
    ['async', 'called on the spot', 'async function f() { (() => here())(); }'],
    ['async', 'executor', 'async function f() { await new Promise((resolve) => { here(); }); }'],
    ['helper', 'plain function', 'function f() { here(); }'],
    ['helper', 'callback of a plain function', 'function f() { xs.map(() => here()); }'],
    ['helper', 'callback of an unknown function', 'async function f() { await transaction(() => here()); }'],
    ['helper', 'field of an instance', 'class A { a = here(); }'],
    ['helper', 'own method named like a known one', 'const bus = { on(name, f) {} }; bus.on("a", () => here());'],
    ['exempt', 'module level', 'here();'],
    ['exempt', 'callback at module level', 'xs.map(() => here());'],
    ['exempt', 'static field', 'class A { static a = here(); }'],
    ['exempt', 'static block', 'class A { static { here(); } }'],
    ['exempt', 'listener for the exit', 'process.on("exit", () => here());'],
    ['exempt', 'listener for a signal', 'process.once("SIGTERM", async () => here());'],
    ['exempt', 'last resort that ends the process', 'process.on("uncaughtException", () => { here(); stop(); }); function stop() { process.exit(1); }'],
    ['event', 'last resort that goes on', 'process.on("uncaughtException", () => here());'],
    ['exempt', 'right before the exit', 'async function f() { here(); process.exit(1); }'],
    ['async', 'before an await before the exit', 'process.on("SIGHUP", reload); async function f() { here(); await g(); process.exit(1); }'],
    ['exempt', 'a file that ends the process at work, and serves nobody', 'async function f() { await g(); process.exit(1); } async function g() { here(); }'],
    ['event', 'timer', 'export function f() { setTimeout(() => here()); }'],
    ['exempt', 'timer of the start', 'setTimeout(() => here());'],
    ['exempt', 'callback of a server that has started', 'app.listen(80, async () => here());'],
    ['exempt', 'called by name, once', 'async function main() { await load(); } async function load() { here(); } main();'],
    ['async', 'work without an end', 'async function main() { while (true) { await here(); } } main();'],
    ['exempt', 'function that sets up', 'export async function initDatabase() { here(); }'],
    ['event', 'timer, by name', 'setInterval(tick); function tick() { here(); }'],
    ['event', 'listener', 'emitter.on("a", () => here());'],
    ['event', 'bound method', 'class A { start() { emitter.on("a", this.run.bind(this)); } run() { here(); } }'],
    ['event', 'reaction', 'export function f() { p.then(() => here()); }'],
    ['event', 'callback within a listener', 'emitter.on("a", () => xs.forEach(() => here()));'],
    ['event', 'callback of a Node function', 'import fs from "fs"; export function f() { fs.readFile("a", () => here()); }'],
    ['event', 'request handler of an unknown server', 'export default (app) => app.get("/", (req, res) => here());'],
    ['helper', 'something else called get', 'cache.get("a", () => here());'],
    ['event', 'handler property', 'socket.onmessage = () => here();'],
    ['event', 'JSX handler', 'export const A = () => <a onClick={() => here()} />;'],
    ['event', 'JSX handler kept by useCallback', 'export function A() { const f = useCallback(() => here(), []); return <a onClick={f} />; }'],
    ['helper', 'render prop', 'export const A = () => <B render={() => here()} />;'],
    ['exempt', 'worker thread', 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => here());'],
  ];
  for (const [expected, name, text] of cases) it(`${name}: ${expected}`, () => assert.equal(contextIn(text), expected));

  it('tests and configuration are exempt', () => {
    assert.equal(contextIn('async function f() { here(); }', { isExempt: true, isCommandLineEntry: false }), 'exempt');
  });
});
