import { access, readFile } from 'node:fs/promises';
import { atLeast, type Finding, type Severity } from '../analysis/finding.ts';
import type { AuditResult } from './audit.ts';
import { BaselineError, baselineName, baselineText, parseBaseline, type Baseline, type BaselineEntry } from './baseline.ts';
import { match, toEntries, type Identified } from './baseline-match.ts';
import { reasonOf } from './discover.ts';
import { ancestors, isWithin, join, relativePath } from './paths.ts';
import { writeWhole } from './write-whole.ts';

/** The file that a baseline is read from where none is named: the nearest one upwards within the repository, else one in the folder itself. */
export async function findBaseline(folder: string): Promise<string> {
  const around: string[] = [];
  for (const at of ancestors(folder)) {
    around.push(at);
    if (await exists(join(at, '.git'))) break;
    // Outside a repository the folders around are somebody else's.
    if (at === ancestors(folder).at(-1)) around.splice(1);
  }
  for (const at of around) if (await exists(join(at, baselineName))) return join(at, baselineName);
  return join(folder, baselineName);
}

/** Reads a baseline; undefined where there is none. Throws a BaselineError for one that cannot be read or understood. `cwd` is absolute. */
export async function readBaseline(file: string, cwd: string): Promise<Baseline | undefined> {
  const shown = relativePath(cwd, file);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new BaselineError(`${shown}: the baseline cannot be read: ${reasonOf(error)}. Mend the path, or make the file readable.`);
  }
  return parseBaseline(file, text, shown);
}

/** What an audit looked at, as far as its result does not tell. */
export interface BaselineScope {
  /** Absolute folders whose files were all looked at, except those that are left out on purpose; none where only a part of them was. */
  folders: readonly string[];
}

/** A result without what the baseline holds, and the entries that hold nothing any more. */
export interface Baselined {
  result: AuditResult;
  /** How many findings of the baseline are gone. */
  stale: number;
}

/** Takes what a baseline holds out of a result. `counts` says which findings are of interest: of equal ones the others come first. */
export async function leaveOut(baseline: Baseline, result: AuditResult, scope: BaselineScope, counts: (finding: Finding) => boolean = () => true): Promise<Baselined> {
  const isKnown = await knownFiles(baseline, result, scope);
  const found = await identified(result);
  const { covered, left } = match(baseline, [...found.filter(({ finding }) => !counts(finding)), ...found.filter(({ finding }) => counts(finding))], isKnown);
  return { result: without(covered.filter(({ finding }) => counts(finding)), result, covered), stale: sum(left.filter(({ path }) => isKnown(path))) };
}

/** What an update did, in findings. */
export interface BaselineUpdate extends Baselined {
  baseline: Baseline;
  added: number;
}

/**
 * The baseline as it is after an audit: what was found, new findings only from a severity on; what is gone is dropped; what
 * stands in files that were not looked at is kept.
 */
export async function update(before: Baseline, result: AuditResult, scope: BaselineScope, severity: Severity): Promise<BaselineUpdate> {
  const isKnown = await knownFiles(before, result, scope);
  const coverage = match(before, await identified(result), isKnown);
  const added = coverage.fresh.filter(({ finding }) => atLeast(finding.severity, severity));
  const kept = coverage.left.filter(({ path }) => !isKnown(path));
  const covered = [...coverage.covered, ...added];
  return {
    baseline: { file: before.file, entries: toEntries(covered, kept) },
    result: without(covered, result),
    added: added.length,
    stale: sum(coverage.left) - sum(kept),
  };
}

/** Writes a baseline, at once or not at all; one that is the same already is left alone. Throws a BaselineError. */
export async function writeBaseline(baseline: Baseline, cwd: string): Promise<void> {
  const { file } = baseline;
  const text = baselineText(baseline);
  try {
    if (await readFile(file, 'utf8').catch(() => undefined) === text) return;
    await writeWhole(file, text);
  } catch (error) {
    throw new BaselineError(`${relativePath(cwd, file)}: the baseline cannot be written: ${reasonOf(error)}. Mend the path, or make its folder writable.`);
  }
}

/** TypeScript is loaded for what needs it only: a remembered report comes without. */
async function identified({ findings, texts }: AuditResult): Promise<Identified<Finding>[]> {
  const { identitiesOf } = await import('./code-identity.ts');
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = byPath.get(finding.path);
    if (own) own.push(finding);
    else byPath.set(finding.path, [finding]);
  }
  return [...byPath].flatMap(([path, own]) => {
    const identities = identitiesOf(path, texts.get(path) ?? '', own);
    return own.flatMap((finding, index) => {
      const identity = identities[index];
      return identity ? [{ ...identity, path, finding }] : [];
    });
  });
}

function without(counted: readonly Identified<Finding>[], result: AuditResult, covered = counted): AuditResult {
  const gone = new Set(covered.map(({ finding }) => finding));
  return { ...result, findings: result.findings.filter((finding) => !gone.has(finding)), baselined: result.baselined + counted.length };
}

/** Files of which all findings are known: those that were analysed without trouble, and those that are not there any more or are left out now. */
async function knownFiles({ entries }: Baseline, result: AuditResult, { folders }: BaselineScope): Promise<(path: string) => boolean> {
  // Interrupted: what is missing may come yet.
  const known = new Set(result.partial ? [] : result.files);
  const troubled = new Set(result.problems.flatMap(({ kind, path }) => (path !== undefined && (kind === 'parse' || kind === 'rule' || kind === 'skipped') ? [path] : [])));
  for (const path of new Set(entries.map((entry) => entry.path))) {
    if (known.has(path) || troubled.has(path)) continue;
    const isLeftOut = !result.partial && folders.some((folder) => isWithin(folder, path));
    if (isLeftOut || !await exists(path)) known.add(path);
  }
  return (path) => known.has(path) && !troubled.has(path);
}

/** What may not be looked at is there all the same. */
function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR');
}

function sum(entries: readonly BaselineEntry[]): number {
  return entries.reduce((total, { count }) => total + count, 0);
}
