import fs from 'node:fs';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Fix } from '../../src/analysis/finding.ts';
import { withoutByteOrderMark } from '../../src/analysis/text.ts';
import { relativePath } from '../../src/audit/paths.ts';
import { unifiedDiff } from '../../src/reports/diff.ts';
import { rules } from '../../src/rules/index.ts';
import { faultsOf, type Faults } from './checks.ts';
import type { Look, Seen } from './look.ts';
import { Workbench, type Offer } from './workbench.ts';

/** One fix, tried alone. */
export interface Trial {
  rule: string;
  fix: string;
  title: string;
  severity: string;
  /** Relative to the project, with `/`. */
  path: string;
  line: number;
  faults: Faults;
  /** What the fix changes, where something is wrong. */
  diff?: string;
}

/** What came out of a project. */
export interface Proof {
  files: number;
  trials: Trial[];
  /** How many findings of each rule there are, and how many of them have a fix. */
  findings: Record<string, { all: number; fixable: number }>;
  /** Files that could not be analysed, and fixes that crashed. */
  crashes: string[];
}

export interface ProveOptions {
  /** The rule whose fixes are tried; otherwise all of them are. */
  rule?: string | undefined;
  /** At most this many fixes of a kind. */
  limit?: number | undefined;
  onProgress?: (done: number, trials: number, path: string) => void;
}

/** The rules whose fixes are tried: suppressions are no code. */
const proven: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** Tries each fix of the findings in `files` (absolute, with `/`) alone, in memory, and looks at what it leaves behind. */
export async function prove(root: string, files: readonly string[], options: ProveOptions = {}): Promise<Proof> {
  const proof: Proof = { files: files.length, trials: [], findings: {}, crashes: [] };
  const bench = new Workbench(root);
  const tried = new Map<string, number>();
  for (const [index, path] of files.entries()) {
    try {
      const offers = (await bench.offers(path)).filter(({ finding: { rule } }) => proven.has(rule) && rule === (options.rule ?? rule));
      for (const offer of offers) count(proof, offer);
      const chosen = offers.flatMap(({ finding, fixes }) => fixes.filter((fix) => isWanted(finding, fix, tried, options.limit)).map((fix) => ({ finding, fix })));
      if (chosen.length > 0) proof.trials.push(...await tryFixes(bench, root, path, chosen));
    } catch (error) {
      proof.crashes.push(`${relativePath(root, path)}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    }
    options.onProgress?.(index + 1, proof.trials.length, path);
  }
  bench.dispose();
  return proof;
}

function count({ findings }: Proof, { finding, fixes }: Offer): void {
  const counted = (findings[finding.rule] ??= { all: 0, fixable: 0 });
  counted.all += 1;
  if (fixes.length > 0) counted.fixable += 1;
}

function isWanted({ rule }: Seen, { id }: Fix, tried: Map<string, number>, limit = Infinity): boolean {
  const kind = `${rule}/${id}`;
  tried.set(kind, (tried.get(kind) ?? 0) + 1);
  return (tried.get(kind) ?? 0) <= limit;
}

/** Tries fixes of one file in turn; before each, everything is as it was. */
export async function tryFixes(bench: Workbench, root: string, path: string, chosen: readonly { finding: Seen; fix: Fix }[]): Promise<Trial[]> {
  const trials: Trial[] = [];
  const texts = new Map<string, string>();
  const looks = new Map<string, Look | undefined>();
  const changed = (fix: Fix): string[] => [...new Set([path, ...fix.edits.map((edit) => edit.path)])];
  for (const file of chosen.flatMap(({ fix }) => changed(fix))) {
    if (looks.has(file)) continue;
    const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
    if (text !== undefined) texts.set(file, text);
    looks.set(file, text === undefined ? undefined : await bench.look(file, text));
  }
  // Of the findings those of the look count: they are the same, as objects.
  const found = looks.get(path)?.findings ?? [];
  for (const { finding, fix } of chosen) {
    const target = found.find(({ rule, start, message }) => rule === finding.rule && start === finding.start && message === finding.message) ?? finding;
    const after = new Map(changed(fix).map((file) => [file, fixed(texts.get(file), file, fix)]));
    bench.setTexts(after);
    const faults: Faults[] = [];
    for (const [file, text] of after) {
      const edits = fix.edits.filter((edit) => edit.path === file);
      faults.push(faultsOf(looks.get(file), await bench.look(file, text), edits, file === path ? { finding: target, fix: fix.id } : undefined));
    }
    bench.setTexts(texts);
    for (const file of after.keys()) if (!texts.has(file)) bench.remove(file);
    trials.push(trialOf(root, path, finding, fix, joined(faults), [...after].map(([file, text]) => ({ path: file, before: texts.get(file), after: text }))));
  }
  return trials;
}

function fixed(text: string | undefined, path: string, { edits }: Fix): string {
  const clean = withoutByteOrderMark(text ?? '');
  const mark = (text ?? '').slice(0, (text ?? '').length - clean.length);
  return mark + applyEdits(clean, edits.filter((edit) => edit.path === path));
}

function joined(all: readonly Faults[]): Faults {
  const faults: Record<string, readonly string[]> = {};
  for (const [check, reasons] of all.flatMap((one) => Object.entries(one))) faults[check] = [...(faults[check] ?? []), ...reasons];
  return faults;
}

function trialOf(root: string, path: string, { rule, severity, line }: Seen, { id, title }: Fix, faults: Faults, changes: readonly { path: string; before: string | undefined; after: string }[]): Trial {
  const trial: Trial = { rule, fix: id, title, severity, path: relativePath(root, path), line, faults };
  if (Object.keys(faults).length > 0) trial.diff = unifiedDiff(changes, root);
  return trial;
}
