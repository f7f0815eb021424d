import { setTimeout as delay } from 'node:timers/promises';

/** Lets through so many calls per second, one would think. */
export class RateLimiter {
  private stamps: number[] = [];
  private last = 0;

  constructor(private readonly perSecond: number) {}

  async enter(): Promise<void> {
    const now = Date.now();
    this.stamps = this.stamps.filter((stamp) => now - stamp < 1000);
    if (this.stamps.length >= this.perSecond) {
      await delay(1000 - (now - (this.stamps[0] ?? now)));
    }
    this.stamps.push(Date.now()); // expect lost-update: this.stamps.push(Date.now())
  }

  async spaced(): Promise<void> {
    const elapsed = Date.now() - this.last;
    if (elapsed < 1000 / this.perSecond) await delay(1000 / this.perSecond - elapsed);
    this.last = Date.now(); // expect lost-update: this.last = Date.now()
  }

  async looksAgain(): Promise<void> {
    while (this.stamps.length >= this.perSecond) await delay(10);
    this.stamps.push(Date.now());
  }

  async claimsFirst(): Promise<void> {
    const wait = this.last + 1000 / this.perSecond - Date.now();
    this.last = Math.max(Date.now(), this.last + 1000 / this.perSecond);
    if (wait > 0) await delay(wait);
  }
}
