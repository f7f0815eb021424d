import { commands, ProgressLocation, window, workspace, type Disposable } from 'vscode';
import type { AuditSummary } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { commandIds, registerCommand } from './commands.ts';
import { showProgress } from './progress.ts';
import { auditOnStart } from './settings.ts';

/** The command that audits the workspace; run at the start where the settings say so. Its result: the summary. */
export function registerAudit(analyzer: Analyzer): Disposable {
  const command = registerCommand('auditWorkspace', () => audit(analyzer));
  if (auditOnStart() && workspace.workspaceFolders) setImmediate(() => { commands.executeCommand('asyncPitfalls.auditWorkspace').then(undefined, (error: unknown) => window.showErrorMessage(String(error))); });
  return command;
}

async function audit(analyzer: Analyzer): Promise<AuditSummary | undefined> {
  if (!workspace.workspaceFolders) {
    await window.showInformationMessage('Open a folder to audit the files in it.');
    return undefined;
  }
  const summary = await window.withProgress({ location: ProgressLocation.Notification, title: 'Auditing async code', cancellable: true }, (progress, token) => analyzer.audit(showProgress(progress), token));
  // Not waited for: the message stands until somebody closes it.
  tell(summary).then(undefined, (error: unknown) => window.showErrorMessage(String(error)));
  return summary;
}

async function tell(summary: AuditSummary): Promise<void> {
  const { findings, fixable, partial } = summary;
  const show = 'Show Problems';
  const fix = fixable.findings === 1 ? 'Preview 1 Safe Fix' : `Preview ${fixable.findings} Safe Fixes in ${fixable.files === 1 ? '1 File' : `${fixable.files} Files`}`;
  const chosen = await window.showInformationMessage(inWords(summary), ...(findings > 0 ? [show] : []), ...(fixable.findings > 0 && !partial ? [fix] : []));
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
  else if (chosen === fix) await commands.executeCommand(commandIds.fixAllInWorkspace);
}

/** Short: where there is no button VS Code cuts after about 50 characters. */
function inWords({ files, total, findings, partial }: AuditSummary): string {
  const found = findings === 0 ? 'no findings' : findings === 1 ? '1 finding' : `${findings} findings`;
  return partial
    ? `Audit cancelled: ${files} of ${total} files, ${found}.`
    : `Audit of ${files} files: ${found}.`;
}
