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

/** Fixes that can all be taken together. */
export interface Choice {
  /** In files that are no tests; with a fix. */
  findings: number;
  fixable: number;
  safe: Change[];
  suggested: Change[];
  /** Safe fixes that overlap others. */
  postponed: number;
}

export interface ChoiceOptions {
  /** Which suggested fixes: the same number, the same fixes. */
  seed: number;
  /** How many of them. */
  count: number;
  /** Absolute folders: only what is in them is changed. Left out: everything. */
  folders?: readonly string[];
  /** The rule whose fixes are taken; otherwise those of all are. */
  rule?: string | undefined;
}

const proven: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** Chooses all safe fixes of a project, and of the others the preferred ones of findings at random; hints count too. `root` is absolute. */
export async function chooseChanges(root: string, { seed, count, folders = [root], rule }: ChoiceOptions): Promise<Choice> {
  const { findings } = await audit({ cwd: root, paths: folders, types: 'auto', withFixes: true });
  const own = findings.filter((finding) => proven.has(finding.rule) && finding.rule === (rule ?? finding.rule) && isProgram(root, finding.path));
  const preferred = own.flatMap((finding) => finding.fixes().slice(0, 1).map((fix) => ({ finding, fix })));
  const allSafe = own.flatMap((finding) => finding.fixes().filter((fix) => fix.safe).slice(0, 1).map((fix) => ({ finding, fix })));
  const safe = together(allSafe, [], Infinity);
  const suggested = together(shuffled(preferred.filter(({ fix }) => !fix.safe), seed), safe, count);
  return { findings: own.length, fixable: preferred.length, safe, suggested, postponed: allSafe.length - safe.length };
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
