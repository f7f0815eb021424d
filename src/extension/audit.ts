import { commands, Disposable, ProgressLocation, window, workspace } from 'vscode';
import type { AuditSummary } from '../server/protocol.ts';
import type { Analyzer, Extent } from './analyzer.ts';
import { commandIds, registerCommand } from './commands.ts';
import { showProgress } from './progress.ts';
import { auditOnStart } from './settings.ts';

/** The commands that audit the workspace (run at the start where the settings say so) and what changed in it. Their result: the summary. */
export function registerAudit(analyzer: Analyzer): Disposable {
  const all = registerCommand('auditWorkspace', () => audit(analyzer, 'all'));
  const changed = registerCommand('auditChangedFiles', () => audit(analyzer, 'changed'));
  if (auditOnStart() && workspace.workspaceFolders) setImmediate(() => { commands.executeCommand('asyncPitfalls.auditWorkspace').then(undefined, (error: unknown) => window.showErrorMessage(String(error))); });
  return Disposable.from(all, changed);
}

async function audit(analyzer: Analyzer, extent: Extent): Promise<AuditSummary | undefined> {
  if (!workspace.workspaceFolders) {
    await window.showInformationMessage('Open a folder to audit the files in it.');
    return undefined;
  }
  const title = extent === 'all' ? 'Auditing async code' : 'Auditing changed files';
  const summary = await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => analyzer.audit(extent, showProgress(progress), token));
  // Not waited for: the message stands until somebody closes it.
  tell(summary, extent).then(undefined, (error: unknown) => window.showErrorMessage(String(error)));
  return summary;
}

async function tell(summary: AuditSummary, extent: Extent): Promise<void> {
  const { findings, fixable, partial, refusal } = summary;
  if (refusal !== undefined) {
    await window.showWarningMessage(refusal);
    return;
  }
  const show = 'Show Problems';
  const fix = fixable.findings === 1 ? 'Preview 1 Safe Fix' : `Preview ${fixable.findings} Safe Fixes in ${fixable.files === 1 ? '1 File' : `${fixable.files} Files`}`;
  // It fixes the whole workspace, so it is offered by who has looked at the whole of it.
  const canFix = extent === 'all' && fixable.findings > 0 && !partial;
  const chosen = await window.showInformationMessage(inWords(summary, extent), ...(findings > 0 ? [show] : []), ...(canFix ? [fix] : []));
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
  else if (chosen === fix) await commands.executeCommand(commandIds.fixAllInWorkspace);
}

/** Short: where there is no button VS Code cuts after about 50 characters. */
function inWords({ files, total, findings, partial }: AuditSummary, extent: Extent): string {
  if (extent === 'changed' && total === 0 && !partial) return 'No changed files to audit.';
  const found = findings === 0 ? 'no findings' : findings === 1 ? '1 finding' : `${findings} findings`;
  return partial
    ? `Audit cancelled: ${files} of ${total} files, ${found}.`
    : `Audit of ${extent === 'all' ? files : `${files} changed`} ${files === 1 ? 'file' : 'files'}: ${found}.`;
}
