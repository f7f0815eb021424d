/** How far an audit is. */
export interface Extent {
  done: number;
  total: number;
  /** So many of those done were remembered: they took no time. */
  remembered?: number;
}

/** Older than this, and a rate says little of what is going on now. In milliseconds. */
const window = 30_000;
/** Nothing is guessed before. */
const firstSeconds = 3;

/** Says how far an audit is, how fast it goes and how long it may take. One for each audit. `now` gives milliseconds. */
export class HowFar {
  private readonly now: () => number;
  /** The work that was done at some times, a second or more apart. */
  private readonly seen: { time: number; worked: number }[] = [];
  private started: number | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** "340 of 1,554 files, 62 per second, about 20 s left". Call it as often as there is news. */
  text({ done, total, remembered = 0 }: Extent): string {
    const files = `${grouped(done)} of ${grouped(total)} files`;
    const rate = this.rate(done - remembered);
    if (rate === undefined || done >= total) return files;
    const speed = rate < 0.95 ? `${Math.max(1, Math.round(rate * 60))} per minute` : `${grouped(Math.round(rate))} per second`;
    return `${files}, ${speed}, ${inWords((total - done) / rate)} left`;
  }

  /** In files a second; undefined in the first seconds, and as long as nothing comes. */
  private rate(worked: number): number | undefined {
    const time = this.now();
    const { seen } = this;
    this.started ??= time;
    if (time - (seen.at(-1)?.time ?? -Infinity) >= 1_000) seen.push({ time, worked });
    // What is within the window counts, and the last before: a long silence is part of the rate.
    while (seen[1] && seen[1].time < time - window) seen.shift();
    const [first] = seen;
    if (!first || time - this.started < firstSeconds * 1_000 || worked <= first.worked) return undefined;
    return (worked - first.worked) / ((time - first.time) / 1_000);
  }
}

/** Rounded as guesses are: seconds by fives, minutes by ones, hours by tenths. */
function inWords(seconds: number): string {
  if (seconds <= 5) return 'a few seconds';
  if (seconds < 90) return `about ${Math.ceil(seconds / 5) * 5} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min` : `about ${(minutes / 60).toFixed(1)} h`;
}

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
