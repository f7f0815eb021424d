// Medians, percentiles, and how the bench prints them.

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** Of an even number: halfway between the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}

export function table(title, head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => String(row[column]).length)));
  const line = (cells) => cells.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]))).join('  ');
  console.log(`\n${title}\n${line(head)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of rows) console.log(line(row));
}

/** A figure set beside what it is compared with, and the goal for their ratio. */
export function ratio(name, ours, other, goal) {
  return { name, value: (ours / other).toFixed(2), goal: `at most ${goal}`, met: ours / other <= goal };
}

/** A figure with a goal of its own. */
export function figure(name, value, unit, goal) {
  return { name, value: `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`, goal: `at most ${goal} ${unit}`, met: value <= goal };
}

export function summary(figures) {
  table('Summary', ['figure', 'measured', 'goal', ''], figures.map(({ name, value, goal, met }) => [name, value, goal, met ? 'met' : 'missed']));
}
