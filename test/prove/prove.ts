import fs from 'node:fs';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Fix } from '../../src/analysis/finding.ts';
import { withoutByteOrderMark } from '../../src/analysis/text.ts';
import { relativePath } from '../../src/audit/paths.ts';
import { Projects } from '../../src/audit/projects.ts';
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
  /** Hints elsewhere in the file that have become warnings or information. */
  louder: readonly string[];
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
  onProgress?: (done: string) => void;
}

/** The rules whose fixes are tried: suppressions are no code. */
const proven: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** Tries each fix of the findings in `files` (absolute, with `/`) alone, in memory, and looks at what it leaves behind. */
export async function prove(root: string, files: readonly string[], options: ProveOptions = {}): Promise<Proof> {
  const proof: Proof = { files: files.length, trials: [], findings: {}, crashes: [] };
  const tried = new Map<string, number>();
  for (const plan of new Projects().plan(files, root)) {
    const bench = new Workbench(root, plan);
    // First all that is as it was, by one program; a fix makes another one.
    const work = await findWork(bench, root, plan.files, options, tried, proof);
    const total = proof.trials.length + work.reduce((sum, { chosen }) => sum + chosen.length, 0);
    for (const own of work) {
      await guarded(proof, root, own.path, async () => { proof.trials.push(...await tryFixes(bench, root, own)); });
      options.onProgress?.(`${proof.trials.length} of ${total} fixes`);
    }
    bench.dispose();
  }
  return proof;
}

async function findWork(bench: Workbench, root: string, files: readonly string[], options: ProveOptions, tried: Map<string, number>, proof: Proof): Promise<FileWork[]> {
  const work: FileWork[] = [];
  for (const [index, path] of files.entries()) {
    await guarded(proof, root, path, async () => {
      const offers = (await bench.offers(path)).filter(({ finding: { rule } }) => proven.has(rule) && rule === (options.rule ?? rule));
      for (const offer of offers) count(proof, offer);
      const chosen = offers.flatMap(({ finding, fixes }) => fixes.filter((fix) => isWanted(finding, fix, tried, options.limit)).map((fix) => ({ finding, fix })));
      if (chosen.length > 0) work.push(await prepare(bench, path, chosen));
    });
    options.onProgress?.(`${index + 1} of ${files.length} files`);
  }
  return work;
}

/** A file and the fixes to be tried in it. */
export interface FileWork {
  path: string;
  chosen: readonly { finding: Seen; fix: Fix }[];
  /** The files they change, as they are; no text where there is none yet. */
  before: ReadonlyMap<string, Look | undefined>;
  texts: ReadonlyMap<string, string>;
}

/** Looks at the files that fixes change, as they are. */
export async function prepare(bench: Workbench, path: string, chosen: FileWork['chosen']): Promise<FileWork> {
  const before = new Map<string, Look | undefined>();
  const texts = new Map<string, string>();
  for (const file of chosen.flatMap(({ fix }) => changedBy(fix, path))) {
    if (before.has(file)) continue;
    const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
    if (text !== undefined) texts.set(file, text);
    before.set(file, text === undefined ? undefined : await bench.look(file, text));
  }
  return { path, chosen, before, texts };
}

function changedBy({ edits }: Fix, path: string): string[] {
  return [...new Set([path, ...edits.map((edit) => edit.path)])];
}

/** What goes wrong with one file is told, and ends nothing. */
async function guarded({ crashes }: Proof, root: string, path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    crashes.push(`${relativePath(root, path)}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }
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
export async function tryFixes(bench: Workbench, root: string, { path, chosen, before, texts }: FileWork): Promise<Trial[]> {
  const trials: Trial[] = [];
  // The look's findings stand for those that were offered fixes: the same, as other objects.
  const found = before.get(path)?.findings ?? [];
  for (const { finding, fix } of chosen) {
    const target = found.find(({ rule, start, message }) => rule === finding.rule && start === finding.start && message === finding.message) ?? finding;
    const after = new Map(changedBy(fix, path).map((file) => [file, fixed(texts.get(file), file, fix)]));
    const outcomes: ReturnType<typeof faultsOf>[] = [];
    bench.setTexts(after);
    try {
      for (const [file, text] of after) {
        const edits = fix.edits.filter((edit) => edit.path === file);
        outcomes.push(faultsOf(before.get(file), await bench.look(file, text), edits, file === path ? { finding: target, fix: fix.id } : undefined));
      }
    } finally {
      bench.setTexts(texts);
      for (const file of after.keys()) if (!texts.has(file)) bench.remove(file);
    }
    trials.push(trialOf(root, path, finding, fix, joined(outcomes), [...after].map(([file, text]) => ({ path: file, before: texts.get(file), after: text }))));
  }
  return trials;
}

function fixed(text: string | undefined, path: string, { edits }: Fix): string {
  const clean = withoutByteOrderMark(text ?? '');
  const mark = (text ?? '').slice(0, (text ?? '').length - clean.length);
  return mark + applyEdits(clean, edits.filter((edit) => edit.path === path));
}

function joined(all: readonly ReturnType<typeof faultsOf>[]): ReturnType<typeof faultsOf> {
  const faults: Record<string, readonly string[]> = {};
  for (const [check, reasons] of all.flatMap((one) => Object.entries(one.faults))) faults[check] = [...(faults[check] ?? []), ...reasons];
  return { faults, louder: all.flatMap((one) => one.louder) };
}

function trialOf(root: string, path: string, { rule, severity, line }: Seen, { id, title }: Fix, outcome: ReturnType<typeof faultsOf>, changes: readonly { path: string; before: string | undefined; after: string }[]): Trial {
  const trial: Trial = { rule, fix: id, title, severity, path: relativePath(root, path), line, ...outcome };
  if (Object.keys(outcome.faults).length > 0) trial.diff = unifiedDiff(changes, root);
  return trial;
}
