import { on } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { Planned } from './at-once.ts';
import { fromOutcome, type Outcome } from './cache-record.ts';
import { Collected } from './collected.ts';
import { reasonOf } from './discover.ts';
import type { AuditParts } from './project-audit.ts';
import type { ThreadJob, ThreadMessage, ThreadTask } from './project-messages.ts';

/** A project, and what has come of it so far. */
interface Task extends Planned {
  came: Collected;
  files: number;
}

/** What a thread must not fail at more often, for its project to be given up. */
const attempts = 2;

/**
 * Analyses projects in several threads, the largest first, each by the thread that is free. What comes out is put together in the order of
 * `projects`: it is the same, whoever was faster. Throws when the audit is cancelled, with what has come until then; a project whose thread
 * fails is a problem.
 */
export async function analyzeInThreads(projects: readonly Planned[], threads: number, start: (job: ThreadJob) => Worker, parts: AuditParts): Promise<void> {
  const tasks = projects.map((project): Task => ({ ...project, came: new Collected(), files: 0 }));
  const queue = [...tasks].sort((left, right) => right.work - left.work);
  const ends = await Promise.allSettled(Array.from({ length: threads }, () => new Thread(queue, start, parts).run()));
  for (const { came } of tasks) {
    parts.collected.take(came.all());
    parts.collected.isUnsteady ||= came.isUnsteady;
  }
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** A thread, and another one where it fails. */
class Thread {
  private readonly queue: Task[];
  private readonly startWorker: () => Worker;
  private readonly parts: AuditParts;
  private worker: Worker | undefined;

  constructor(queue: Task[], start: (job: ThreadJob) => Worker, parts: AuditParts) {
    const { options: { cwd, types, settings, withFixes }, hooks } = parts;
    const job: ThreadJob = { options: { cwd, types, ...(settings && { settings }), ...(withFixes !== undefined && { withFixes }) }, isTimed: hooks.onTime !== undefined };
    this.queue = queue;
    this.startWorker = () => start(job);
    this.parts = parts;
  }

  /** Until there is nothing left to do. */
  async run(): Promise<void> {
    try {
      for (let task = this.queue.shift(); task; task = this.queue.shift()) await this.analyze(task);
    } finally {
      await this.worker?.terminate();
    }
  }

  private async analyze(task: Task): Promise<void> {
    const { pace } = this.parts;
    let failure: unknown;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        await this.attempt(task);
        // Files that have gone in the meantime were not analysed.
        pace.total -= task.chosen.length - task.files;
        return;
      } catch (error) {
        if (this.parts.hooks.signal?.aborted) throw error;
        failure = error;
        this.worker = undefined;
        pace.goBack(task.files);
        Object.assign(task, { came: new Collected(), files: 0 });
      }
    }
    const { configPath, folder } = task.plan.project;
    pace.total -= task.chosen.length;
    task.came.isUnsteady = true;
    task.came.problem({ kind: 'skipped', path: configPath ?? folder, message: `The files of this project were not analysed: ${whyItFailed(failure)}` });
  }

  private async attempt(task: Task): Promise<void> {
    const { hooks: { signal, onTime } } = this.parts;
    const worker = (this.worker ??= this.startWorker());
    worker.postMessage({ files: task.plan.files, chosen: task.chosen } satisfies ThreadTask);
    // It throws what ends the thread, and when the audit is cancelled.
    for await (const [message] of on(worker, 'message', { ...(signal && { signal }), close: ['exit'] }) as AsyncIterable<[ThreadMessage]>) {
      if (message.kind === 'part') {
        this.take(task, message.outcome);
        continue;
      }
      for (const time of message.times) onTime?.(...time);
      task.came.isUnsteady ||= message.isUnsteady;
      return;
    }
    throw new Error('its thread ended before its time');
  }

  private take(task: Task, outcome: Outcome): void {
    const part = fromOutcome(outcome, () => undefined);
    if (!part) throw new Error('its thread kept a text back');
    const { pace } = this.parts;
    task.came.take(part);
    task.files += part.files.length;
    for (const path of part.files) {
      pace.advance();
      pace.tell(path);
    }
  }
}

function whyItFailed(failure: unknown): string {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'there was not enough memory for it. Give Node more of it, as in NODE_OPTIONS=--max-old-space-size=8192, and run the audit again.';
  return `${reasonOf(failure)}. This is a fault of async-pitfalls, please report it.`;
}
