import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clean, fixable, floating, makeWorkspace, removeWorkspaces, runIn, type Workspace } from '../support/command-line.ts';
import { randomFrom } from '../support/random.ts';

afterEach(removeWorkspaces);

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/**
 * Kills its process when files are about to be changed for the so-many-th time, with half of it done where there is a half: no
 * handler and no `finally` runs. Ends with the number of changes where there are not so many.
 */
function killer(at: number): string {
  return `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    let count = 0;
    for (const name of ['writeFileSync', 'renameSync', 'linkSync', 'rmSync', 'mkdirSync', 'chmodSync']) {
      const change = fs[name];
      fs[name] = (path, ...rest) => {
        if (!String(path).startsWith(process.cwd()) || (count += 1) !== ${at}) return change(path, ...rest);
        if (name === 'writeFileSync') change(path, rest[0].slice(0, rest[0].length / 2), ...rest.slice(1));
        process.kill(process.pid, 'SIGKILL');
      };
    }
    syncBuiltinESMExports();`;
}

interface End {
  signal: NodeJS.Signals | null;
}

/** Runs the command line as a process that may be killed: at a change of files, or after a time in milliseconds. */
async function run(workspace: Workspace, args: readonly string[], { at = 0, after }: { at?: number; after?: number }): Promise<End> {
  const imports = ['--import', tsx, '--import', `data:text/javascript,${encodeURIComponent(killer(at))}`];
  const child = spawn(process.execPath, [...imports, main, ...args], { cwd: workspace.root, stdio: 'ignore' });
  const timer = after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
  const [, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  return { signal };
}

async function report(workspace: Workspace, ...args: string[]): Promise<string> {
  const { stdout } = await runIn(workspace, ['audit', '--types', 'off', '--format', 'json', ...args]);
  return stdout.replace(/"durationMs": \d+/, '');
}

/** Sources only: what a killed run leaves behind is no source. */
function sources(workspace: Workspace): Record<string, string> {
  const names = fs.readdirSync(workspace.root).filter((name) => /\.ts$/.test(name)).sort();
  return Object.fromEntries(names.map((name) => [name, workspace.read(name)]));
}

const files = { 'a.ts': fixable, 'b.ts': fixable + floating, 'c.ts': clean };

describe('killed with SIGKILL', () => {
  it('a run leaves a cache that is right, wherever it was', async () => {
    const workspace = makeWorkspace(files);
    const expected = await report(workspace);
    let kills = 0;
    for (let at = 1; ; at += 1) {
      fs.rmSync(workspace.path('.async-pitfalls-cache'), { recursive: true, force: true });
      const { signal } = await run(workspace, ['audit', '--cache', '--types', 'off'], { at });
      if (signal !== 'SIGKILL') break;
      kills += 1;
      assert.equal(await report(workspace, '--cache'), expected, `killed at change ${at}`);
      assert.equal(await report(workspace, '--cache'), expected, `killed at change ${at}, remembered`);
    }
    assert.ok(kills >= 5, `${kills} times`);
  });

  it('a fix leaves each file either old or new, and the next one goes on', async () => {
    const fixed = makeWorkspace(files);
    await runIn(fixed, ['audit', '--fix', '--types', 'off']);
    const [old, now] = [sources(makeWorkspace(files)), sources(fixed)];
    let kills = 0;
    for (let at = 1; ; at += 1) {
      const workspace = makeWorkspace(files);
      const { signal } = await run(workspace, ['audit', '--fix', '--types', 'off'], { at });
      for (const [name, text] of Object.entries(sources(workspace))) assert.ok(text === old[name] || text === now[name], `${name}, killed at change ${at}: ${text}`);
      await runIn(workspace, ['audit', '--fix', '--types', 'off']);
      assert.deepEqual(sources(workspace), now, `after it was killed at change ${at}`);
      if (signal !== 'SIGKILL') break;
      kills += 1;
    }
    assert.ok(kills >= 6, `${kills} times`);
  });

  it('at any moment, both hold', async () => {
    const seed = 20_261_128;
    const random = randomFrom(seed);
    const fixed = makeWorkspace(files);
    await runIn(fixed, ['audit', '--fix', '--types', 'off']);
    const [old, now] = [sources(makeWorkspace(files)), sources(fixed)];
    for (let round = 0; round < 4; round += 1) {
      const workspace = makeWorkspace(files);
      const after = 300 + random.below(1500);
      await run(workspace, ['audit', '--types', 'off', round % 2 === 0 ? '--fix' : '--cache'], { after });
      for (const [name, text] of Object.entries(sources(workspace))) assert.ok(text === old[name] || text === now[name], `${name}, killed after ${after} ms (seed ${seed})`);
      assert.equal(await report(workspace, '--cache'), await report(workspace), `killed after ${after} ms (seed ${seed})`);
    }
  });
}).timeout(240_000);
