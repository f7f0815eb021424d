import assert from 'node:assert/strict';
import ts from 'typescript';
import { buildFlow } from '../../src/analysis/flow/build.ts';
import { isSuspension, type Flow, type FlowPoint } from '../../src/analysis/flow/graph.ts';
import { canReach, findBetween, findEscape, reachableFrom } from '../../src/analysis/flow/queries.ts';
import { isFunction, walk, type FunctionNode, type Node } from '../../src/analysis/nodes.ts';
import { toTree } from '../../src/analysis/tree.ts';

/** The graph of the first function in a text, and its nodes by their source text (the outermost of that text). */
function flowOf(text: string): { flow: Flow; at(source: string): readonly FlowPoint[]; text(node: Node | undefined): string | undefined } {
  const { ast } = toTree(ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true));
  let fn: FunctionNode | undefined;
  walk(ast, (node) => { if (!fn && isFunction(node)) fn = node; });
  const flow = buildFlow(fn ?? ast);
  const textOf = (node: Node): string => text.slice(...node.range);
  return {
    flow,
    at(source) {
      const points = flow.points.filter((point) => point.kind === 'node' && point.node && textOf(point.node).replace(/;$/, '') === source);
      const outermost = points[points.length - 1]?.node;
      return outermost ? flow.pointsOf(outermost) : [];
    },
    text: (node) => node && textOf(node),
  };
}

/** How `open()` gets out of the function without `close()`: "throw: f()", "return: return", "end", or undefined. */
function leak(body: string, before = 'async function test()'): string | undefined {
  const { flow, at, text } = flowOf(`${before} { ${body} }`);
  const escape = findEscape(flow, at('open()'), (point) => point.node?.type === 'CallExpression' && text(point.node) === 'close()');
  return escape && (escape.node ? `${escape.threw ? 'throws' : 'leaves'}: ${text(escape.node)}` : `${escape.exit}: end`);
}

describe('control flow', () => {
  describe('finds the way out that misses a point', () => {
    const cases: [title: string, body: string, expected: string | undefined][] = [
      ['straight on', 'open(); close();', undefined],
      ['a call between', 'open(); use(); close();', 'throws: use()'],
      ['an await between', 'open(); await ready; close();', 'throws: await ready'],
      ['the end of the body', 'open();', 'return: end'],
      ['an early return', 'open(); if (x) return; close();', 'leaves: return;'],
      ['a throw', 'open(); if (x) throw error; close();', 'leaves: throw error;'],
      ['both branches', 'open(); if (x) { close(); } else { close(); }', undefined],
      ['one branch', 'open(); if (x) close();', 'return: end'],
      ['finally', 'open(); try { use(); return 1; } finally { close(); }', undefined],
      ['a call before the finally', 'open(); use(); try { more(); } finally { close(); }', 'throws: use()'],
      ['catch and after', 'open(); try { use(); } catch { } close();', undefined],
      ['only in catch', 'open(); try { use(); } catch { close(); }', 'return: end'],
      ['a catch that throws first', 'open(); try { use(); } catch (e) { report(e); close(); throw e; } close();', 'throws: report(e)'],
      ['a return in try passes finally, not what follows', 'open(); try { return use(); } finally { tidy(); } close();', 'throws: tidy()'],
      ['a finally that returns', 'open(); try { use(); } finally { return close(); }', undefined],
      ['a nested finally', 'open(); try { try { use(); } finally { tidy(); } } finally { close(); }', undefined],
      ['a loop that may not run', 'open(); for (const x of xs) close();', 'return: end'],
      ['a loop that always runs', 'open(); do close(); while (x);', undefined],
      ['an endless loop', 'open(); while (true) { count += 1; }', undefined],
      ['a break out of an endless loop', 'open(); while (true) { if (x) break; close(); return; }', 'leaves: break;'],
      ['for without a condition', 'open(); for (;;) { if (x) { close(); return; } }', undefined],
      ['a labelled continue', 'outer: for (const x of xs) { open(); for (const y of ys) { if (y) continue outer; } close(); }', 'leaves: continue outer;'],
      ['a break to a label passes finally', 'open(); block: { try { if (x) break block; } finally { close(); } }', undefined],
      ['a switch with a case that misses it', 'open(); switch (x) { case 1: close(); break; case 2: break; default: close(); }', 'leaves: break;'],
      ['fall through', 'open(); switch (x) { case 1: default: close(); }', undefined],
      ['a switch without default', 'open(); switch (x) { case 1: close(); }', 'return: end'],
      ['behind &&', 'open(); x && close();', 'return: end'],
      ['in both arms of ?:', 'open(); x ? close() : close();', undefined],
      ['behind ?.', 'open(); handle?.a(close());', 'return: end'],
      ['behind ??=', 'open(); handle ??= close();', 'return: end'],
      ['a yield that is abandoned', 'open(); try { yield 1; } catch {} close();', 'leaves: yield 1'],
      ['the end of the process', 'open(); if (x) process.exit(1); close();', undefined],
      ['for await can throw', 'open(); for await (const x of xs) { } close();', 'throws: for await (const x of xs) { }'],
      ['a function that is only made here', 'open(); const f = () => close();', 'return: end'],
      ['a default in a pattern', 'open(); const { a = use() } = x; close();', 'throws: use()'],
      ['a template and new', 'open(); new Thing(`${x}`); close();', 'throws: new Thing(`${x}`)'],
    ];
    for (const [title, body, expected] of cases) {
      it(title, () => assert.equal(leak(body, body.includes('yield') ? 'function* test()' : undefined), expected));
    }
  });

  it('does not go along edges that the search rules out', () => {
    const { flow, at, text } = flowOf('function test() { const x = open(); if (!x) return; close(); }');
    const closes = (point: FlowPoint): boolean => text(point.node) === 'close()';
    assert.equal(text(findEscape(flow, at('open()'), closes)?.node), 'return;');
    assert.equal(findEscape(flow, at('open()'), closes, { follow: (edge) => !(edge.kind === 'falsy' && text(edge.test) === 'x') }), undefined);
  });

  it('takes conditions apart, so that an edge names the part that decided', () => {
    const { flow, text } = flowOf('function test() { if (!(a && b == null) || c) yes(); else no(); }');
    const outcomes = flow.points.flatMap((point) => point.next).filter((edge) => edge.test).map((edge) => `${text(edge.test)} ${edge.kind}`);
    assert.deepEqual(outcomes, ['a truthy', 'a falsy', 'b == null truthy', 'b == null falsy', 'c truthy', 'c falsy']);
  });

  it('runs a finally block apart for each way into it', () => {
    const { flow, at } = flowOf('function test() { try { if (x) return 1; use(); } finally { tidy(); } after(); }');
    // Normally, by return, by error.
    assert.equal(at('tidy()').length, 3);
    assert.equal(at('after()').length, 1);
    const [byReturn] = at('return 1');
    assert.ok(byReturn);
    assert.equal(canReach([byReturn], at('after()')), false);
    assert.equal(canReach(at('use()'), at('after()')), true);
    assert.ok(flow.exit.previous.length === 2 && flow.throwExit.previous.length > 0);
  });

  it('ends the scope of `using` on every way out', () => {
    const { flow } = flowOf('async function test() { { await using file = await open(); if (x) return; use(file); } after(); }');
    const disposals = flow.points.filter((point) => point.kind === 'dispose');
    assert.equal(disposals.length, 3);
    assert.ok(disposals.every(isSuspension));
    const opened = flow.points.filter((point) => point.node?.type === 'VariableDeclarator');
    assert.equal(findEscape(flow, opened, (point) => point.kind === 'dispose'), undefined);
  });

  it('says whether others can run between two points', () => {
    const { at } = flowOf('async function test() { const n = this.n; if (x) await pause(); this.n = n + 1; await last(); }');
    const [read, write] = [at('this.n'), at('this.n = n + 1')];
    assert.equal(findBetween(read, write, isSuspension)?.node?.type, 'AwaitExpression');
    assert.equal(findBetween(at('await pause()'), write, isSuspension), undefined);
  });

  it('comes round again in a loop', () => {
    const { at } = flowOf('async function test() { for (;;) { read(); await pause(); write(); } }');
    assert.equal(findBetween(at('write()'), at('read()'), isSuspension), undefined);
    assert.ok(findBetween(at('read()'), at('write()'), isSuspension));
    assert.ok(findBetween(at('write()'), at('write()'), isSuspension));
  });

  it('has no points for what is never reached', () => {
    const { at } = flowOf('function test() { return 1; never(); }');
    assert.deepEqual(at('never()'), []);
  });

  it('evaluates in order: the read of a compound assignment comes before its right side', () => {
    const { flow, text } = flowOf('async function test() { this.n += await f(); }');
    const order = flow.points.flatMap((point) => (point.kind === 'node' ? [text(point.node)] : []));
    assert.deepEqual(order, ['this.n', 'f', 'f()', 'await f()', 'this.n += await f()']);
  });

  it('reaches everything from the entry of a module', () => {
    const { flow, at } = flowOf('start(); for (const x of xs) { if (x) continue; work(x); } stop();');
    assert.ok(at('stop()').every((point) => reachableFrom([flow.entry]).has(point)));
  });

  it('takes sums of many terms', () => {
    const flow = flowOf(`function test() { return ${Array.from({ length: 300 }, (_, index) => `a${index}`).join(' + ')}; }`).flow;
    assert.ok(flow.points.length > 600);
  });
});
