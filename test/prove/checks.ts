import { atLeast, type Edit } from '../../src/analysis/finding.ts';
import type { Look, Mistake, Seen } from './look.ts';

/** What is looked at after a fix. */
export const checks = ['parse', 'types', 'gone', 'again', 'kept'] as const;
export type Check = (typeof checks)[number];

/** What is wrong after a fix, a sentence each, by check; no entry where nothing is. */
export type Faults = Partial<Record<Check, readonly string[]>>;

/** The mistakes that were not there before, by message; one that reads differently now is not new while its code is no more frequent. */
export function newMistakes(before: readonly Mistake[], after: readonly Mistake[]): Mistake[] {
  const left = new Map<string, number>();
  const count = (key: string, by: number): number => {
    const now = (left.get(key) ?? 0) + by;
    left.set(key, now);
    return now;
  };
  for (const { code, message } of before) { count(`${code} ${message}`, 1); count(`${code}`, 1); }
  const unknown = after.filter(({ code, message }) => {
    count(`${code}`, -1);
    return count(`${code} ${message}`, -1) < 0;
  });
  return unknown.filter(({ code }) => (left.get(`${code}`) ?? 0) < 0);
}

/** How findings changed: whether the fixed one is still there, and which came up. */
export interface Change {
  still: Seen | undefined;
  /** New ones that are shown by default. */
  fresh: Seen[];
  /** Hints that are shown by default now. */
  louder: Seen[];
}

/** Tells the findings after a fix of `target` from those before it. Offsets of `edits` count in the text before. */
export function changeOf(target: Seen, before: readonly Seen[], after: readonly Seen[], edits: readonly Edit[]): Change {
  const rest = [...after];
  const louder: Seen[] = [];
  const take = (old: Seen, matches: (candidate: Seen) => boolean): boolean => {
    const index = rest.findIndex(matches);
    if (index < 0) return false;
    const [found] = rest.splice(index, 1);
    if (found && isShown(found) && !isShown(old)) louder.push(found);
    return true;
  };
  const stands = ({ rule, start }: Seen) => (candidate: Seen): boolean => candidate.rule === rule && placesOf(start, edits).includes(candidate.start);
  const others = before.filter((other) => other !== target && !take(other, stands(other)));
  let still = rest.find(stands(target));
  const pending = rest.filter((candidate) => candidate !== still);
  rest.splice(0, rest.length, ...pending);
  for (const old of others) take(old, ({ rule, at }) => rule === old.rule && at === old.at) || take(old, ({ rule, message }) => rule === old.rule && message === old.message);
  still ??= rest.find(({ rule, at }) => rule === target.rule && at === target.at);
  return { still, louder, fresh: rest.filter((candidate) => candidate !== still && isShown(candidate)) };
}

function isShown({ severity }: Seen): boolean {
  return atLeast(severity, 'information');
}

/** Where an offset may stand after edits: before or behind what is inserted at it; nowhere when its text was replaced. */
function placesOf(offset: number, edits: readonly Edit[]): number[] {
  if (edits.some(({ start, end }) => start < offset && offset < end)) return [];
  const shift = (moves: (edit: Edit) => boolean): number => edits.filter(moves).reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  return [offset + shift(({ start, end }) => end <= offset && start < offset), offset + shift(({ end }) => end <= offset)];
}

/** What of the text before is not in the text after. */
export function lostKeepsakes(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  return before.filter((text) => {
    const index = left.indexOf(text);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** What is not in the file's own hand: line ends, indentation, white space at the ends of lines. */
export function strangeLines(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  const lines = after.split('\n').filter((line) => !known.has(line));
  const faults: string[] = [];
  const isWindows = /\r\n/.test(before);
  if (isWindows && !/(?<!\r)\n/.test(before) && /(?<!\r)\n/.test(after)) faults.push('LF among CRLF');
  if (!isWindows && /\r/.test(after) && !/\r/.test(before)) faults.push('CRLF among LF');
  if (lines.some((line) => /[ \t]\r?$/.test(line) && !known.has(line.trimStart()) && ![...known].some((old) => old.trim() === line.trim() && /[ \t]\r?$/.test(old)))) faults.push('white space at the end of a line');
  if (lines.some((line) => /^\t/.test(line)) && !/^\t/m.test(before) && /^ /m.test(before)) faults.push('tabs among spaces');
  if (lines.some((line) => /^ {2}/.test(line)) && !/^ {2}/m.test(before) && /^\t/m.test(before)) faults.push('spaces among tabs');
  return faults;
}

/** What is wrong with one file after a fix, and which hints it turns into more: that is no fault of the fix, but seen all the same. `target` is the fixed finding where this is its file. */
export function faultsOf(before: Look | undefined, after: Look, edits: readonly Edit[], target?: { finding: Seen; fix: string }): { faults: Faults; louder: readonly string[] } {
  const syntax = newMistakes(before?.syntax ?? [], after.syntax).map(tell);
  const types = newMistakes(before?.types ?? [], after.types).map(tell);
  const kept = before ? [...lostKeepsakes(before.keepsakes, after.keepsakes).map((text) => `lost: ${text}`), ...strangeLines(before.text, after.text)] : [];
  const gone: string[] = [];
  const again: string[] = [];
  let louder: readonly string[] = [];
  if (target) {
    const { still, fresh, louder: heard } = changeOf(target.finding, before?.findings ?? [], after.findings, edits);
    if (before?.text === after.text) gone.push('nothing changes');
    if (still) gone.push(`still there, in line ${still.line}`);
    louder = heard.map(({ rule, line }) => `${rule} in line ${line}`);
    gone.push(...fresh.map(({ rule, line, message }) => `new: ${rule} in line ${line}: ${message}`));
    again.push(...[still, ...fresh].filter((found) => found?.rule === target.finding.rule && found.fixes.includes(target.fix)).map((found) => `offered again in line ${found?.line}`));
  }
  const faults: Faults = { parse: syntax, types, gone, again, kept };
  return { louder, faults: Object.fromEntries(Object.entries(faults).filter(([, reasons]) => reasons.length > 0)) as Faults };
}

function tell({ code, message, line }: Mistake): string {
  return `line ${line}: ${message} (${code})`;
}
