/** Adds up where the time goes, for `--stats`. */
export class Stats {
  private readonly phases = new Map<string, number>();
  private readonly rules = new Map<string, number>();
  /** What was remembered, in words. */
  cache: string | undefined;

  add(kind: 'phase' | 'rule', name: string, milliseconds: number): void {
    const table = kind === 'phase' ? this.phases : this.rules;
    table.set(name, (table.get(name) ?? 0) + milliseconds);
  }

  /** Two tables, the slowest first, and a line on the cache where there is one. */
  text(): string {
    const cache = this.cache === undefined ? '' : `\nCache: ${this.cache}\n`;
    return `${table('Phase', this.phases)}\n${table('Rule', this.rules)}${cache}`;
  }
}

function table(title: string, times: ReadonlyMap<string, number>): string {
  const rows = [...times].sort((left, right) => right[1] - left[1]);
  const total = rows.reduce((sum, [, time]) => sum + time, 0);
  const width = Math.max(title.length, ...rows.map(([name]) => name.length));
  const line = (name: string, time: number): string => `${name.padEnd(width)}  ${time.toFixed(1).padStart(9)} ms  ${(total === 0 ? 0 : (100 * time) / total).toFixed(1).padStart(5)} %\n`;
  return `${title}\n${rows.map(([name, time]) => line(name, time)).join('')}`;
}
