import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AuditJob, AuditMessage } from './audit-messages.ts';

const isBundled = !import.meta.filename.endsWith('.ts');

/** The thread's program, which lies beside this one. Of the source tsx has to be told in each thread anew. */
function startThread(job: AuditJob): Worker {
  // Standard output belongs to the protocol.
  const options = { workerData: job, stdout: true };
  if (isBundled) return new Worker(path.join(import.meta.dirname, 'audit-worker.cjs'), options);
  const entry = JSON.stringify(new URL('./audit-worker.ts', import.meta.url).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); });`, { ...options, eval: true });
}

/**
 * Runs an audit in a thread of its own and hands on what it says. Resolves when it is done, with false when it was aborted;
 * rejects when it failed.
 */
export async function runAudit(job: AuditJob, onMessage: (message: AuditMessage) => void, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  const worker = startThread(job);
  worker.on('message', onMessage);
  // A thread that cannot be ended has ended already.
  const stop = (): void => { worker.terminate().catch(() => undefined); };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    // `once` rejects when the thread fails: an exception, or out of memory.
    await once(worker, 'exit');
  } finally {
    signal?.removeEventListener('abort', stop);
    worker.off('message', onMessage);
  }
  return !signal?.aborted;
}
