import { findNodeAtLocation, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import type { CodeIdentity } from './code-identity.ts';
import { absolute, compareText, folderOf, relativePath } from './paths.ts';

/** The name of baselines where none is given. */
export const baselineName = 'async-pitfalls.baseline.json';

const version = 1;

/** So many findings that cannot be told apart: the same code in the same function. */
export interface BaselineEntry extends CodeIdentity {
  /** Absolute, with `/`. */
  path: string;
  count: number;
}

/** The findings that a project has agreed to live with. */
export interface Baseline {
  /** Absolute, with `/`. */
  file: string;
  entries: readonly BaselineEntry[];
}

/** A baseline that cannot be used. The message names the file and the mend. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/**
 * Reads the text of a baseline; its paths are relative to its folder. `shown` is how messages name it.
 * Throws a BaselineError at the first fault.
 */
export function parseBaseline(file: string, raw: string, shown: string): Baseline {
  const text = withoutByteOrderMark(raw);
  const lines = new LineIndex(text);
  const fail = (offset: number, what: string, mend = 'Mend it, take it from version control, or delete it and run with --update-baseline.'): never => {
    throw new BaselineError(`${shown}:${lines.position(offset).line}: the baseline ${what}. ${mend}`);
  };
  const conflict = /^(?:<{7}|={7}|>{7})/m.exec(text);
  if (conflict) return fail(conflict.index, 'holds the marks of a merge conflict', 'Keep the lines of both sides, and run with --update-baseline.');
  const errors: ParseError[] = [];
  // A merge may leave a comma behind the last entry.
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors[0] || root?.type !== 'object') return fail(errors[0]?.offset ?? 0, 'is not valid JSON');
  const found: unknown = findNodeAtLocation(root, ['version'])?.value;
  if (typeof found === 'number' && found > version) return fail(0, `was made by a newer version of async-pitfalls (format ${found}, this one knows ${version})`, 'Update async-pitfalls, or delete the file and run with --update-baseline.');
  if (found !== version) return fail(0, 'has no "version": 1');
  const list = findNodeAtLocation(root, ['findings']);
  if (list?.type !== 'array') return fail(root.offset, 'has no list of "findings"');
  const folder = folderOf(file);
  return { file, entries: summed((list.children ?? []).map((node) => toEntry(node, folder) ?? fail(node.offset, 'has an entry without "path", "rule", "in" or "code"'))) };
}

function toEntry(node: Node, folder: string): BaselineEntry | undefined {
  const value = getNodeValue(node) as Partial<Record<keyof BaselineEntry, unknown>> | null;
  const { path, rule, in: within, code, count = 1 } = typeof value === 'object' && value !== null ? value : {};
  if (typeof path !== 'string' || typeof rule !== 'string' || typeof within !== 'string' || typeof code !== 'string') return undefined;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return undefined;
  return { path: absolute(folder, path), rule, in: within, code, count };
}

/** Two branches may have added the same entry: the larger count holds. */
function summed(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const known = byKey.get(keyOf(entry));
    if (!known || known.count < entry.count) byKey.set(keyOf(entry), entry);
  }
  return [...byKey.values()].sort(compareEntries);
}

/** What makes two entries one. */
export function keyOf({ path, rule, in: within, code }: Omit<BaselineEntry, 'count'>): string {
  return JSON.stringify([path, rule, within, code]);
}

/** The order of entries: path, rule, function, code, by code units. */
export function compareEntries(left: BaselineEntry, right: BaselineEntry): number {
  return compareText(left.path, right.path) || compareText(left.rule, right.rule) || compareText(left.in, right.in) || compareText(left.code, right.code);
}

/** The text of a baseline: sorted, a line for each entry and none for where it stands, so that branches merge and moved code changes nothing. */
export function baselineText({ file, entries }: Baseline): string {
  const folder = folderOf(file);
  const lines = [...entries].sort(compareEntries).map(({ path, rule, in: within, code, count }) => {
    const fields = { path: relativePath(folder, path), rule, in: within, code, ...(count > 1 && { count }) };
    return `    { ${Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ')} }`;
  });
  return `{\n  "version": ${version},\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}
