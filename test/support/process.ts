import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Workspace } from './command-line.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** Starts the command line as a process of its own. `preload` is JavaScript that it runs first, with a channel to this process. */
export function start(workspace: Workspace, args: readonly string[], preload = ''): ChildProcess {
  const imports = ['--import', tsx, '--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  return spawn(process.execPath, [...imports, main, ...args], { cwd: workspace.root, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
}

/** Everything a process writes, and how it ends. */
export async function outcomeOf(child: ChildProcess): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const { stdout, stderr } = child;
  assert.ok(stdout && stderr);
  const [out, err, [status]] = await Promise.all([text(stdout), text(stderr), once(child, 'exit') as Promise<[number | null]>]);
  return { status, stdout: out, stderr: err };
}
