const most = 5;
const withinMilliseconds = 3 * 60 * 1000;

/** Decides whether a server that has crashed is started again: not when it keeps crashing. */
export class Crashes {
  private times: number[] = [];

  /** Counts a crash at a time in milliseconds. Returns whether to start again. */
  add(now: number): boolean {
    this.times = [...this.times.filter((time) => now - time < withinMilliseconds), now];
    return this.times.length < most;
  }

  /** The user has started it: what was does not count. */
  forget(): void {
    this.times = [];
  }
}
