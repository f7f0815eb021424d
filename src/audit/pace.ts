import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditHooks } from './audit-types.ts';

/** How an audit goes along: it tells how far it is and where its time goes, and lets others have their turn. */
export class Pace {
  /** How many files there are to analyse. */
  total = 0;
  private done = 0;
  private remembered = 0;
  private readonly hooks: AuditHooks;
  private lastTurn = performance.now();

  constructor(hooks: AuditHooks) {
    this.hooks = hooks;
  }

  /** One more file is analysed. */
  advance(): void {
    this.done += 1;
  }

  /** So many files have to be analysed once more. */
  goBack(files: number): void {
    this.done -= files;
  }

  /** So many more files need not be analysed. */
  skip(files: number): void {
    this.done += files;
    this.remembered += files;
  }

  /** Tells how far it is; `path` is the file that is next. */
  tell(path?: string): void {
    this.hooks.onProgress?.({ done: this.done, total: this.total, remembered: this.remembered, ...(path !== undefined && { path }) });
  }

  /** Lets signals and timers have their turn before a file, and throws here when the audit was cancelled. */
  async giveWay(path: string): Promise<void> {
    this.tell(path);
    if (performance.now() - this.lastTurn > 15) {
      await nextTurn();
      this.lastTurn = performance.now();
    }
    this.hooks.signal?.throwIfAborted();
  }

  /** Ctrl+C reaches another process too, and may have ended it before this one has heard of it. */
  async heedSignal(): Promise<void> {
    // The first turn may be the rest of this one, which has heard of signals already.
    await nextTurn();
    await nextTurn();
    this.hooks.signal?.throwIfAborted();
  }

  /** Does some work whose time counts for a phase. */
  async timed<V>(phase: string, work: () => V | Promise<V>): Promise<V> {
    const start = performance.now();
    const value = await work();
    this.hooks.onTime?.('phase', phase, performance.now() - start);
    return value;
  }
}
