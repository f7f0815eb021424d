import { checks } from './checks.ts';
import type { Proof, Trial } from './prove.ts';

/** The figures of a proof: per rule and fix how many were offered, how many passed, and what each check failed. */
export function table({ trials, findings }: Proof): string {
  const kinds = new Map<string, Trial[]>();
  for (const trial of trials) {
    const kind = `${trial.rule}  ${trial.title}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), trial]);
  }
  const heads = ['rule and fix', 'offered', 'passed', ...checks, 'louder'];
  const rows = [...kinds].sort(([left], [right]) => (left < right ? -1 : 1)).map(([kind, own]) => row(kind, own));
  const shares = Object.entries(findings).sort(([left], [right]) => (left < right ? -1 : 1)).map(([rule, { all, fixable }]) => [rule, `${fixable} of ${all}`, percent(fixable, all)]);
  return [...columns([heads, ...rows, row('all', trials)]), '', 'Findings with a fix', ...columns(shares)].join('\n');
}

function row(name: string, trials: readonly Trial[]): string[] {
  const passed = trials.filter(isClean).length;
  return [name, String(trials.length), `${passed} (${percent(passed, trials.length)})`, ...checks.map((check) => String(trials.filter(({ faults }) => faults[check]).length)), String(trials.filter(({ louder }) => louder.length > 0).length)];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((cells) => cells[index]?.length ?? 0)));
  return rows.map((cells) => cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  '));
}

/** Whether nothing was wrong after a fix. */
export function isClean({ faults }: Trial): boolean {
  return Object.keys(faults).length === 0;
}

/** The fixes that failed, with why and what they change; of the diffs the beginning. */
export function failures(trials: readonly Trial[], most: number): string {
  const failed = trials.filter((trial) => !isClean(trial));
  const shown = failed.slice(0, most).map(({ path, line, rule, title, faults, diff = '' }) => {
    const reasons = Object.entries(faults).flatMap(([check, own]) => own.slice(0, 3).map((reason) => `  ${check}: ${reason}`));
    const lines = diff.split('\n').filter((text) => !/^(?:---|\+\+\+|===|Index)/.test(text));
    return [`${path}:${line} ${rule}: ${title}`, ...reasons, ...lines.slice(0, 16).map((text) => `    ${text}`)].join('\n');
  });
  if (failed.length > most) shown.push(`${failed.length - most} more: --json FILE has all.`);
  return shown.join('\n\n');
}
