import { once } from 'node:events';
import { compareText, folderOf, isWithin } from '../audit/paths.ts';
import type { RuleId } from '../rules/catalogue.ts';
import type { AuditedFile } from './audit-results.ts';
import { describeRules } from './documentation.ts';
import { methods } from './methods.ts';
import type { AuditReport, ReportParams } from './protocol.ts';
import type { ReportDone, ReportedFile, ReportJob } from './report-job.ts';
import type { Session } from './session.ts';
import { stampOf } from './stamp.ts';
import { startThread } from './thread.ts';
import type { WorkspaceAudit } from './workspace-audit.ts';

/** Answers requests for a report of what the audits have found. */
export function registerAuditReport(session: Session, audit: WorkspaceAudit): void {
  session.connection.onRequest(methods.report, (params: ReportParams) => makeReport(session, audit, params));
}

async function makeReport(session: Session, audit: WorkspaceAudit, params: ReportParams): Promise<AuditReport | null> {
  const { results } = audit;
  const { isRunning, ended, files, total, partial, revision } = audit.state();
  if (ended === 0 && !isRunning) return null;
  const entries = results.entries();
  const open = new Map<string, string>();
  const reported: ReportedFile[] = [];
  for (const [path, file] of entries) reported.push(await current(session, path, file, open));
  const folder = commonFolder(session.documents.workspaceFolders);
  const done = await inThread({
    ...params, folder, open,
    files: reported.sort((left, right) => compareText(left.path, right.path)),
    audited: entries.length,
    problems: results.problems,
    ...((partial || isRunning) && { partial: { files, total } }),
    rules: describeRules().map(({ id }) => id as RuleId),
  });
  // Nobody has told of these changes.
  if (done.changed.length > 0) audit.filesChanged({ changed: done.changed, appeared: [], gone: [], configs: false });
  return { text: done.text, folder, findings: done.findings, revision };
}

/** What is known of a file; of an open document with the fixes of its text as it is now, which goes into `open`. */
async function current({ analyzer, documents }: Session, path: string, file: AuditedFile, open: Map<string, string>): Promise<ReportedFile> {
  const document = documents.at(path);
  if (!document) return { path, ...file };
  const now = await analyzer.using(document.uri, ({ findings, text }) => ({ text, findings: findings.map((finding) => ({ ...finding, fixes: finding.fixes() })) }));
  if (!now) return { path, ...file };
  open.set(path, now.text);
  return { path, ...file, findings: now.findings, stamp: stampOf(now.text) };
}

/** The innermost folder that holds all of them; of one folder itself. */
export function commonFolder(folders: readonly string[]): string {
  const [first = '/', ...others] = folders;
  let common = first;
  while (!others.every((other) => isWithin(common, other)) && folderOf(common) !== common) common = folderOf(common);
  return common;
}

async function inThread(job: ReportJob): Promise<ReportDone> {
  const worker = startThread('report-worker', job);
  // Each rejects when the thread fails.
  const [[done]] = await Promise.all([once(worker, 'message') as Promise<[ReportDone]>, once(worker, 'exit')]);
  return done;
}
