import { commands, ProgressLocation, window, workspace } from 'vscode';
import type { AuditReport, AuditSummary, ReportParams } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { commandIds } from './commands.ts';

/** A report of the audits; before the first audit its user is asked whether to run one. undefined where there is none all the same. */
export async function reportOrOffer(analyzer: Analyzer, params: ReportParams): Promise<AuditReport | undefined> {
  const make = (): Thenable<AuditReport | undefined> => window.withProgress({ location: ProgressLocation.Window, title: 'Making the audit report' }, () => analyzer.report(params));
  const report = await make();
  if (report) return report;
  return await offerAudit() ? make() : undefined;
}

/** Whether an audit was run. */
export async function offerAudit(): Promise<boolean> {
  if (!workspace.workspaceFolders) {
    await window.showInformationMessage('Open a folder to audit the files in it.');
    return false;
  }
  const run = 'Audit Workspace';
  const chosen = await window.showInformationMessage('There is no audit to report on yet.', run);
  if (chosen !== run) return false;
  const summary = await commands.executeCommand<AuditSummary | undefined>(commandIds.auditWorkspace);
  return summary !== undefined;
}
