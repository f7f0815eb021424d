import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';
import type { Problem } from '../analysis/finding.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import type { FileResult } from '../audit/analyze.ts';
import { audit } from '../audit/audit.ts';
import { BaselineFinder, freshOf } from '../audit/baseline-finder.ts';
import { changesSince, type Changes } from '../audit/changed-lines.ts';
import { discover } from '../audit/discover.ts';
import { GitError } from '../audit/git.ts';
import { folderOf, isWithin, join } from '../audit/paths.ts';
import type { AuditJob, AuditMessage, AuditRoot } from './audit-messages.ts';

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
    const result = await audit(
      { cwd: root.folder, paths: [], types: root.types, settings: root.settings, ...(wanted && { files: wanted }), ...(changes && { choose: (found: readonly string[]) => found.filter((path) => changes.has(path)) }) },
      {
        overlay: (path) => open.get(path),
        onProgress: ({ done, total }) => say({ kind: 'progress', done: before + done, total: before + total }),
        onFile: (result) => sayFile(result, root.folder),
      },
    );
    before += result.files.length;
    problems.push(...result.problems);
    files.push(...result.files);
  }
  say({ kind: 'done', problems, files, refusals });
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

/** The findings of a file, without those that its baseline holds. */
function sayFile({ path, findings }: FileResult, root: string): void {
  const baseline = findings.length > 0 ? baselines.of(folderOf(path), root) : undefined;
  const text = baseline && (open.get(path) ?? ts.sys.readFile(path));
  const fresh = freshOf(baseline, { path, text: withoutByteOrderMark(text ?? ''), findings }, (other) => !ts.sys.fileExists(other));
  say({ kind: 'file', path, findings: fresh.map(({ fixes: _fixes, ...plain }) => plain), baselined: findings.length - fresh.length });
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

run().catch((error: unknown) => {
  // Ends the thread; the server's own thread is told.
  queueMicrotask(() => { throw error; });
});
