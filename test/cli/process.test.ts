import assert from 'node:assert/strict';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { floating, makeWorkspace, removeWorkspaces } from '../support/command-line.ts';
import { outcomeOf, start } from '../support/process.ts';

afterEach(removeWorkspaces);

/** 3000 findings: more than a pipe takes at once. */
const manyFloating = `async function f() { await fetch('x'); }\nexport function g() {\n${'f();\n'.repeat(3000)}}\n`;

describe('the process', () => {
  it('writes the report to stdout and ends with the status', async () => {
    const child = start(makeWorkspace({ 'a.ts': floating }), ['audit', '--types', 'off', '--format', 'json']);
    const { status, stdout, stderr } = await outcomeOf(child);
    assert.deepEqual([status, stderr], [1, '']);
    assert.equal((JSON.parse(stdout) as { findings: unknown[] }).findings.length, 1);
  });

  it('reads stdin', async () => {
    const child = start(makeWorkspace(), ['audit', '--types', 'off', '--stdin-filename', 'a.ts']);
    child.stdin?.end(floating);
    assert.match((await outcomeOf(child)).stdout, /^a\.ts:3:3 {2}warning {2}floating-promise\n/);
  });

  it('writes all of a long report to a pipe', async () => {
    const child = start(makeWorkspace({ 'a.js': manyFloating }), ['audit', '--types', 'off', '--format', 'json']);
    assert.equal((JSON.parse((await outcomeOf(child)).stdout) as { findings: unknown[] }).findings.length, 3000);
  });

  it('takes it calmly when nobody reads to the end', async () => {
    const child = start(makeWorkspace({ 'a.js': manyFloating }), ['audit', '--types', 'off', '--format', 'json']);
    const { stdout, stderr: errors } = child;
    assert.ok(stdout && errors);
    stdout.destroy();
    const [stderr, [status]] = await Promise.all([text(errors), once(child, 'exit')]);
    assert.deepEqual([status, stderr], [1, '']);
  });

  it('runs the language server until it is told to end', async () => {
    const child = start(makeWorkspace(), ['lsp', '--stdio']);
    const messages = [
      { jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { jsonrpc: '2.0', id: 2, method: 'shutdown' },
      { jsonrpc: '2.0', method: 'exit' },
    ].map((message) => JSON.stringify(message));
    for (const message of messages) child.stdin?.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
    const { status, stdout } = await outcomeOf(child);
    assert.equal(status, 0);
    assert.match(stdout, /"name":"Async Pitfalls"/);
  });

  it('reports what it has when interrupted, and ends with 130', async () => {
    // Says when it can be interrupted, and when it was.
    const preload = `
      process.on('newListener', (event) => { if (event === 'SIGINT') setImmediate(() => process.send?.('ready')); });
      process.on('SIGINT', () => process.send?.('interrupted'));`;
    const child = start(makeWorkspace(), ['audit', '--types', 'off', '--format', 'json', '--stdin-filename', 'a.ts'], preload);
    let asked = 0;
    child.on('message', (message) => {
      // The first listener is the preload's own.
      if (message === 'ready' && (asked += 1) === 1) child.on('message', (next) => { if (next === 'ready') child.kill('SIGINT'); });
      if (message === 'interrupted') child.stdin?.end(floating);
    });
    const { status, stdout, stderr } = await outcomeOf(child);
    assert.deepEqual([status, stderr], [130, '']);
    assert.equal((JSON.parse(stdout) as { summary: { partial: boolean } }).summary.partial, true);
  });
}).timeout(30_000);
