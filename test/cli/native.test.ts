import assert from 'node:assert/strict';
import fs from 'node:fs';
import { floating, makeWorkspace, removeWorkspaces } from '../support/command-line.ts';
import { native } from '../support/native.ts';
import { outcomeOf, start } from '../support/process.ts';

afterEach(removeWorkspaces);

const audit = ['audit', '--types', 'native', '--format', 'json'];

describe('--types native', () => {
  it('2 where it is not installed', async () => {
    const preload = `
      import Module from 'node:module';
      const resolve = Module._resolveFilename;
      Module._resolveFilename = (request, ...rest) => {
        if (request.startsWith('@typescript/native')) throw new Error('Cannot find module');
        return resolve(request, ...rest);
      };`;
    const { status, stdout, stderr } = await outcomeOf(start(makeWorkspace({ 'a.ts': floating }), audit, preload));
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^async-pitfalls: Native TypeScript \(@typescript\/native\) is not installed\. .*\n$/);
  });

  if (native) {
    /** The other process writes to the same stderr, so that it ends when both have ended: `outcomeOf` waits for that. */
    const whenStarted = (then: string): string => `
      import childProcess from 'node:child_process';
      import { syncBuiltinESMExports } from 'node:module';
      const { spawn } = childProcess;
      childProcess.spawn = (...args) => { const child = spawn(...args); ${then}; return child; };
      syncBuiltinESMExports();`;

    it('audits, and leaves no process behind', async () => {
      const { status, stdout, stderr } = await outcomeOf(start(makeWorkspace({ 'a.ts': floating }), audit));
      assert.deepEqual([status, stderr], [1, '']);
      const { findings, problems } = JSON.parse(stdout) as { findings: unknown[]; problems: unknown[] };
      assert.deepEqual([findings.length, problems], [1, []]);
    });

    it('remembers nothing, and says so', async () => {
      const workspace = makeWorkspace({ 'a.ts': floating });
      const { status, stderr } = await outcomeOf(start(workspace, [...audit, '--cache']));
      assert.deepEqual([status, stderr], [1, 'async-pitfalls: With --types native nothing is remembered: --cache has no effect. Leave one of them out.\n']);
      assert.equal(fs.existsSync(workspace.path('.async-pitfalls-cache')), false);
    });

    it('leaves no process behind when it is killed', async () => {
      const { status, stdout } = await outcomeOf(start(makeWorkspace({ 'a.ts': floating }), audit, whenStarted("process.kill(process.pid, 'SIGKILL')")));
      assert.deepEqual([status, stdout], [null, '']);
    });

    it('ends with 130 when Ctrl+C ends both, and does not start over without it', async () => {
      const preload = whenStarted("process.kill(child.pid, 'SIGKILL'); process.kill(process.pid, 'SIGINT')");
      const { status, stdout, stderr } = await outcomeOf(start(makeWorkspace({ 'a.ts': floating }), audit, preload));
      assert.deepEqual([status, stderr], [130, '']);
      assert.equal((JSON.parse(stdout) as { summary: { partial: boolean } }).summary.partial, true);
    });
  }
});
