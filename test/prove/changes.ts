import { applyEdits, selectFixes } from '../../src/analysis/edits.ts';
import type { Fix, Finding } from '../../src/analysis/finding.ts';
import { withoutByteOrderMark } from '../../src/analysis/text.ts';
import { audit } from '../../src/audit/audit.ts';
import { isTestOrConfig } from '../../src/audit/file-kinds.ts';
import { isWithin, relativePath } from '../../src/audit/paths.ts';
import { isAside } from '../../src/knowledge/serving.ts';
import { rules } from '../../src/rules/index.ts';

/** A finding and the fix that is taken of it. */
export interface Change {
  finding: Finding;
  fix: Fix;
}

/** What a project offers, in files that are no tests. */
export interface Offered {
  findings: number;
  /** The preferred fix of each finding that has one. */
  preferred: Change[];
  safe: Change[];
}

/** Fixes that can all be taken together. */
export interface Choice {
  safe: Change[];
  suggested: Change[];
  /** How many safe fixes overlap others, and are left out. */
  postponed: number;
}

const proven: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** Finds the fixes of a project, those of hints too. All paths are absolute; `folders` are those to look into, `rule` the only one to ask. */
export async function offeredChanges(root: string, folders: readonly string[] = [root], rule?: string): Promise<Offered> {
  const { findings } = await audit({ cwd: root, paths: folders, types: 'auto', withFixes: true });
  const own = findings.filter((finding) => proven.has(finding.rule) && finding.rule === (rule ?? finding.rule) && isProgram(root, finding.path));
  const firstOf = (wanted: (fix: Fix) => boolean): Change[] => own.flatMap((finding) => finding.fixes().filter(wanted).slice(0, 1).map((fix) => ({ finding, fix })));
  return { findings: own.length, preferred: firstOf(() => true), safe: firstOf(({ safe }) => safe) };
}

/** Chooses all safe fixes, and `count` of the others: the same ones for the same `seed`. */
export function chooseChanges({ preferred, safe: allSafe }: Pick<Offered, 'preferred' | 'safe'>, seed: number, count: number): Choice {
  const safe = together(allSafe, [], Infinity);
  const suggested = together(shuffled(preferred.filter(({ fix }) => !fix.safe), seed), safe, count);
  return { safe, suggested, postponed: allSafe.length - safe.length };
}

function isProgram(root: string, file: string): boolean {
  const own = relativePath(root, file);
  return isWithin(root, file) && !isTestOrConfig(own) && !isAside(own);
}

/** The first `most` of `changes` that overlap neither each other nor what is taken already. */
function together(changes: readonly Change[], already: readonly Change[], most: number): Change[] {
  const taken: Change[] = [];
  for (const change of changes) {
    if (taken.length >= most) break;
    const fixes = [...already, ...taken, change].map(({ fix }) => fix);
    if (selectFixes(fixes).postponed.length === 0) taken.push(change);
  }
  return taken;
}

/** In an order that the seed decides (Fisher and Yates, by the generator mulberry32). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items];
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

/** The texts of the files that fixes change, by absolute path. `textOf`: what is there, undefined for a file that is to be made. */
export function changedTexts(fixes: readonly Fix[], textOf: (path: string) => string | undefined): Map<string, string> {
  const { edits } = selectFixes(fixes);
  return new Map([...new Set(edits.map(({ path }) => path))].map((path) => {
    const text = textOf(path) ?? '';
    const clean = withoutByteOrderMark(text);
    return [path, text.slice(0, text.length - clean.length) + applyEdits(clean, edits.filter((edit) => edit.path === path))];
  }));
}
