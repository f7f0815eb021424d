import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { threadsFor, type Machine } from '../audit/at-once.ts';
import type { AtOnce } from '../audit/audit-types.ts';

const isBundled = !import.meta.filename.endsWith('.ts');

/** Threads of the command line itself, as many as the machine has room for. */
export const threads: AtOnce = {
  threads: (projects) => threadsFor(projects, machine()),
  start(workerData) {
    if (isBundled) return new Worker(path.join(import.meta.dirname, 'cli.cjs'), { workerData });
    // Of the source tsx has to be told in each thread anew.
    const entry = JSON.stringify(new URL('./main.ts', import.meta.url).href);
    return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); });`, { workerData, eval: true });
  },
};

/** What is there right now, for this process: within what a container may have. */
function machine(): Machine {
  // What macOS calls free leaves out all that it would give.
  const memory = process.platform === 'darwin' ? os.totalmem() / 2 : process.availableMemory();
  return { cores: os.availableParallelism(), memory };
}
