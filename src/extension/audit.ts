import { commands, ProgressLocation, window, workspace, type Disposable } from 'vscode';
import type { AuditSummary } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { registerCommand } from './commands.ts';
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
  const summary = await window.withProgress({ location: ProgressLocation.Notification, title: 'Auditing async code', cancellable: true }, (progress, token) => {
    let shown = 0;
    return analyzer.audit(({ message, percentage = shown }) => {
      progress.report({ ...(message !== undefined && { message }), increment: percentage - shown });
      shown = percentage;
    }, token);
  });
  // Not waited for: the message stands until somebody closes it.
  tell(summary).then(undefined, (error: unknown) => window.showErrorMessage(String(error)));
  return summary;
}

async function tell(summary: AuditSummary): Promise<void> {
  const show = 'Show Problems';
  const chosen = await window.showInformationMessage(inWords(summary), ...(summary.findings > 0 ? [show] : []));
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}

/** Short: where there is no button VS Code cuts after about 50 characters. */
function inWords({ files, total, findings, partial }: AuditSummary): string {
  const found = findings === 0 ? 'no findings' : findings === 1 ? '1 finding' : `${findings} findings`;
  return partial
    ? `Audit cancelled: ${files} of ${total} files, ${found}.`
    : `Audit of ${files} files: ${found}.`;
}
