import { Mutex } from 'async-mutex';

declare function load(): Promise<number>;
declare const db: { transaction<T>(work: (tx: object) => Promise<T>): Promise<T> };

export class Store {
  private readonly mutex = new Mutex();
  private total = 0;
  private busy = false;
  private tail: Promise<void> = Promise.resolve();
  private run = 0;

  async locked() {
    await this.mutex.runExclusive(async () => { this.total += await load(); });
    const release = await this.mutex.acquire();
    try { this.total += await load(); } finally { release(); }
  }

  async readTooEarly() {
    const before = this.total;
    const release = await this.mutex.acquire();
    this.total = before + 1; // expect lost-update: this.total = before + 1
    release();
  }

  async turnedAway() {
    if (this.busy) return;
    this.busy = true;
    try { this.total += await load(); } finally { this.busy = false; }
  }

  inTurn() {
    this.tail = this.tail.then(async () => { this.total += await load(); });
    return db.transaction(async () => { this.total += await load(); });
  }

  async latest() {
    const run = ++this.run;
    const total = this.total + (await load());
    if (run !== this.run) return;
    this.total = total;
  }
}
