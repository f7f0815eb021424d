import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Problem } from '../analysis/finding.ts';
import { audit } from '../audit/audit.ts';
import { discover } from '../audit/discover.ts';
import { isWithin } from '../audit/paths.ts';
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
  let before = 0;
  for (const root of job.roots) {
    const wanted = job.refresh && (await filesToRefresh(root, job.refresh));
    if (wanted?.length === 0) continue;
    const result = await audit(
      { cwd: root.folder, paths: [], types: root.types, settings: root.settings, ...(wanted && { files: wanted }) },
      {
        overlay: (path) => open.get(path),
        onProgress: ({ done, total }) => say({ kind: 'progress', done: before + done, total: before + total }),
        onFile: ({ path, findings }) => say({ kind: 'file', path, findings: findings.map(({ fixes: _fixes, ...plain }) => plain) }),
      },
    );
    before += result.files.length;
    problems.push(...result.problems);
    files.push(...result.files);
  }
  say({ kind: 'done', problems, files });
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
