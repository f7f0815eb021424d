import { once } from 'node:events';
import type { AuditJob, AuditMessage } from './audit-messages.ts';
import { startThread } from './thread.ts';

/**
 * Runs an audit in a thread of its own and hands on what it says. Resolves when it is done, with false when it was aborted;
 * rejects when it failed.
 */
export async function runAudit(job: AuditJob, onMessage: (message: AuditMessage) => void, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  const worker = startThread('audit-worker', job);
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
