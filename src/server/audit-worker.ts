import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';
import type { Finding, Problem } from '../analysis/finding.ts';
import { isGenerated } from '../analysis/generated.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import type { FileResult } from '../audit/analyze.ts';
import { audit, type AuditOptions, type AuditResult } from '../audit/audit.ts';
import { BaselineFinder, freshOf } from '../audit/baseline-finder.ts';
import { changesSince, type Changes } from '../audit/changed-lines.ts';
import { discover } from '../audit/discover.ts';
import { auditAndFix, type ChangedFile } from '../audit/fix.ts';
import { GitError } from '../audit/git.ts';
import { loadNative, NativeError, nativeOfFolder } from '../audit/native/package.ts';
import { folderOf, isWithin, join } from '../audit/paths.ts';
import { safeFixOfFile } from '../audit/safe-fixes.ts';
import type { AuditJob, AuditMessage, AuditRoot } from './audit-messages.ts';
import { smallEdits } from './fix-rounds.ts';
import { stampOf } from './stamp.ts';

// A thread for each audit, so that the diagnostics of open files never wait for it. Cancelling ends the thread.

const job = workerData as AuditJob;
const open = new Map(job.open);

function say(message: AuditMessage): void {
  parentPort?.postMessage(message);
}

/** One workspace folder after the other; progress counts on. */
async function run(): Promise<void> {
  const problems: Problem[] = [];
  const files: string[] = [];
  const refusals: string[] = [];
  let before = 0;
  for (const root of job.roots) {
    const changes = job.changed ? await changesIn(root.folder) : undefined;
    if (typeof changes === 'string') {
      refusals.push(changes);
      continue;
    }
    const wanted = job.refresh && (await filesToRefresh(root, job.refresh));
    if (wanted?.length === 0) continue;
    const result = await withTypes(root, problems, (options) => audit(
      { ...options, withFixes: true, ...(wanted && { files: wanted }), ...(changes && { choose: (found: readonly string[]) => found.filter((path) => changes.has(path)) }) },
      {
        overlay: (path) => open.get(path),
        onProgress: ({ done, total }) => say({ kind: 'progress', done: before + done, total: before + total, round: 1 }),
        onFile: (file) => sayFile(file, root.folder),
      },
    ));
    before += result.files.length;
    problems.push(...result.problems);
    files.push(...result.files);
  }
  say({ kind: 'done', problems, files, refusals, unfinished: false });
}

/** As `run`, for the safe fixes of what no baseline holds: a folder sees what was done in those before, which it may lie in. */
async function fix(): Promise<void> {
  const problems: Problem[] = [];
  const files = new Set<string>();
  const changes = new Map<string, ChangedFile>();
  let unfinished = false;
  for (const root of job.roots) {
    let round = 1;
    const before = files.size;
    const outcome = await withTypes(root, problems, (options) => auditAndFix(
      options,
      {
        overlay: (path) => changes.get(path)?.after ?? open.get(path),
        onProgress: ({ done, total }) => say({ kind: 'progress', done: before + done, total: before + total, round }),
        onFile: ({ path }) => { files.add(path); },
      },
      { onlyChanges: true, among: (result) => freshIn(result, root.folder), onRound: (number) => { round = number; } },
    ));
    for (const change of outcome.changes) {
      const earlier = changes.get(change.path);
      changes.set(change.path, earlier ? { ...change, before: earlier.before, fixes: earlier.fixes + change.fixes } : change);
    }
    problems.push(...outcome.result.problems);
    unfinished ||= outcome.unfinished;
  }
  for (const { path, before = '', after, fixes } of changes.values()) {
    say({ kind: 'fixed', file: { path, before, fixes, edits: smallEdits(path, withoutByteOrderMark(before), withoutByteOrderMark(after)) } });
  }
  say({ kind: 'done', problems, files: [...files], refusals: [], unfinished });
}

/** Native TypeScript is the folder's own, which its user trusts and has chosen. Where it cannot be had, that is a problem, and TypeScript 6 answers. */
async function withTypes<V>({ folder, types, settings }: AuditRoot, problems: Problem[], work: (options: AuditOptions) => Promise<V>): Promise<V> {
  const options: AuditOptions = { cwd: folder, paths: [], types, settings };
  if (types !== 'native') return work(options);
  try {
    return await work({ ...options, native: await loadNative(nativeOfFolder(folder)) });
  } catch (error) {
    if (!(error instanceof NativeError)) throw error;
    problems.push({ kind: 'types', path: folder, message: error.message });
    return work({ ...options, types: 'auto' });
  }
}

/** What git says has changed in a folder, or why it says nothing. */
async function changesIn(folder: string): Promise<Changes | string> {
  try {
    return await changesSince('HEAD', folder);
  } catch (error) {
    if (error instanceof GitError) return error.message;
    throw error;
  }
}

const baselines = new BaselineFinder({ read: (path) => ts.sys.readFile(path), isRepository: (folder) => ts.sys.directoryExists(join(folder, '.git')) || ts.sys.fileExists(join(folder, '.git')) });

/** The findings that no baseline holds, of a file with this text. */
function fresh(path: string, findings: readonly Finding[], textOf: () => string | undefined, root: string): readonly Finding[] {
  const baseline = findings.length > 0 ? baselines.of(folderOf(path), root) : undefined;
  return baseline ? freshOf(baseline, { path, text: withoutByteOrderMark(textOf() ?? ''), findings }, (other) => !ts.sys.fileExists(other)) : findings;
}

function freshIn({ findings, texts }: AuditResult, root: string): readonly Finding[] {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) byPath.set(finding.path, [...(byPath.get(finding.path) ?? []), finding]);
  return [...byPath].flatMap(([path, own]) => fresh(path, own, () => texts.get(path), root));
}

function sayFile({ path, findings, suppressed }: FileResult, root: string): void {
  const textOf = (): string => open.get(path) ?? ts.sys.readFile(path) ?? '';
  const listed = fresh(path, findings, textOf, root);
  say({
    kind: 'file', path, suppressed,
    findings: listed.map((finding) => ({ ...finding, fixes: finding.fixes() })),
    stamp: listed.length > 0 ? stampOf(withoutByteOrderMark(textOf())) : '',
    baselined: findings.length - listed.length,
    fixable: isGenerated(textOf()) ? 0 : listed.filter(safeFixOfFile).length,
  });
}

/** The changed files of a folder that are audited, and the audited files that import one of them. */
async function filesToRefresh({ folder }: AuditRoot, { changed, audited }: NonNullable<AuditJob['refresh']>): Promise<string[]> {
  const known = new Set(audited.filter((path) => isWithin(folder, path)));
  const unknown = changed.filter((path) => isWithin(folder, path) && !known.has(path));
  const found = unknown.length > 0 ? (await discover([folder], { cwd: folder, isIncluded: () => true })).files : [];
  const appeared = found.filter((path) => unknown.includes(path));
  const importers = await importersOf(changed, known);
  return [...new Set([...changed.filter((path) => known.has(path)), ...appeared, ...importers])];
}

/** By name: a file that names another in quotes most likely imports it. One more file to audit costs little. */
async function importersOf(changed: readonly string[], candidates: ReadonlySet<string>): Promise<string[]> {
  const names = changed.map((path) => {
    const [, folder = '', name = ''] = /([^/]*)\/([^/]+?)\.[^./]+$/.exec(path) ?? [];
    return (name === 'index' ? [name, folder] : [name]).map(escape).join('|');
  });
  const naming = new RegExp(`['"](?:[^'"\\r\\n]*/)?(?:${names.join('|')}|\\.\\.?)(?:\\.[mc]?[jt]sx?)?/?['"]`);
  const importers: string[] = [];
  for (const path of candidates) {
    const text = open.get(path) ?? (await readFile(path, 'utf8').catch(() => ''));
    if (naming.test(text)) importers.push(path);
  }
  return importers;
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

(job.fix ? fix() : run()).catch((error: unknown) => {
  // Ends the thread; the server's own thread is told.
  queueMicrotask(() => { throw error; });
});
