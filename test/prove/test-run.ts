import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readResults, type TestResults } from './test-results.ts';

/** How a project's tests are run. */
export interface TestCommand {
  /** For the shell. */
  command: string;
  /** Where, absolute. */
  folder: string;
  /** The file (absolute) into which the tests write their report. Left out: it is their output. */
  results?: string | undefined;
  /** In milliseconds: after it they are ended. */
  timeLimit: number;
  signal?: AbortSignal | undefined;
}

/** Runs tests to their end. Throws when they take too long, cannot be read or are interrupted. */
export async function runTests({ command, folder, results, timeLimit, signal }: TestCommand): Promise<TestResults> {
  signal?.throwIfAborted();
  if (results !== undefined) fs.rmSync(results, { force: true });
  const output = await outputOf(command, folder, signal ? AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]) : AbortSignal.timeout(timeLimit));
  signal?.throwIfAborted();
  if (results === undefined) return readResults(output);
  if (!fs.existsSync(results)) throw new Error(`The tests wrote no ${results}. The end of what they said:\n${output.slice(-2000)}`);
  return readResults(fs.readFileSync(results, 'utf8'));
}

function outputOf(command: string, folder: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that what the tests have started ends with them.
    const child = spawn(command, { shell: true, cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: ownEnvironment(folder) });
    let output = '';
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      reject(signal.reason instanceof Error && signal.reason.name === 'TimeoutError' ? new Error(`The tests took too long and were ended: ${command}. Give them more with --time-limit.`) : signal.reason);
    };
    signal.addEventListener('abort', end, { once: true });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
    child.once('error', reject);
    child.once('close', () => {
      signal.removeEventListener('abort', end);
      resolve(output);
    });
  });
}

/** As in the project's own terminal: its tools come first, and npm says nothing of this project. */
function ownEnvironment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$)/.test(name));
  return { ...Object.fromEntries(kept), CI: 'true', PATH: [path.join(folder, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter) };
}
