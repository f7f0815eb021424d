const sliceMilliseconds = 8;

/** What the clock and the event loop are to `Slices`. */
export interface Turns {
  /** Milliseconds. */
  now(): number;
  /** Calls back when everybody else in the process has had a turn. Returns what calls it off. */
  next(callback: () => void): () => void;
}

const realTurns: Turns = {
  now: () => performance.now(),
  next(callback) {
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  },
};

/** Work by keys, of which each waits once: a little at a time, for all extensions share this process and wait meanwhile. */
export class Slices<T> {
  private readonly waiting = new Map<string, T>();
  private readonly work: (item: T) => void;
  private readonly turns: Turns;
  private callOff: (() => void) | undefined;

  constructor(work: (item: T) => void, turns: Turns = realTurns) {
    this.work = work;
    this.turns = turns;
  }

  /** The work is done soon; what waits under the same key is not done twice. */
  add(key: string, item: T): void {
    this.waiting.set(key, item);
    this.callOff ??= this.turns.next(() => this.slice());
  }

  /** What still waits is not done. */
  dispose(): void {
    this.waiting.clear();
    this.callOff?.();
  }

  private slice(): void {
    this.callOff = undefined;
    const end = this.turns.now() + sliceMilliseconds;
    for (const [key, item] of this.waiting) {
      this.waiting.delete(key);
      this.work(item);
      if (this.turns.now() >= end) break;
    }
    if (this.waiting.size > 0) this.callOff = this.turns.next(() => this.slice());
  }
}
