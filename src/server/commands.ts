import { MessageType, ShowMessageNotification, ShowMessageRequest, type CancellationToken, type WorkDoneProgressReporter } from 'vscode-languageserver';
import type { WorkspaceFixes } from './protocol.ts';
import type { Session } from './session.ts';
import type { WorkspaceAudit } from './workspace-audit.ts';
import { countOf, findWorkspaceFixes, lookAgain } from './workspace-fixes.ts';

/** The commands that editors without an extension of ours may send. */
export const commandIds = ['asyncPitfalls.auditWorkspace', 'asyncPitfalls.auditChangedFiles', 'asyncPitfalls.fixAllInWorkspace'];

/** Answers the commands of an editor without an extension of ours. */
export function registerCommands(session: Session, audit: WorkspaceAudit): void {
  const { connection } = session;
  connection.onExecuteCommand(async ({ command, workDoneToken }, token) => {
    const progress = connection.window.attachWorkDoneProgress(workDoneToken);
    if (command === 'asyncPitfalls.fixAllInWorkspace') return fixWorkspace(session, progress, token);
    return audit.run(command === 'asyncPitfalls.auditChangedFiles' ? 'changed' : 'all', progress, token);
  });
}

/** Asks before anything changes: in the editor's preview of annotated edits, or with a question. */
async function fixWorkspace(session: Session, progress: WorkDoneProgressReporter, token: CancellationToken): Promise<WorkspaceFixes> {
  const { connection, abilities } = session;
  const fixes = await findWorkspaceFixes(session, progress, token);
  const { found } = fixes;
  for (const line of found.left) connection.console.warn(`Not fixed: ${line}`);
  if (!found.edit) return found;
  if (abilities.changeAnnotations) {
    await apply(session, found);
    return found;
  }
  const yes = 'Apply';
  const answer = await connection.sendRequest(ShowMessageRequest.type, { type: MessageType.Info, message: `${countOf(found)}.${found.unfinished ? ' After ten rounds there is more to fix: run it again.' : ''}`, actions: [{ title: yes }] });
  if (answer?.title === yes) await apply(session, await lookAgain(session, fixes));
  return found;
}

/** Lets the editor make the edit, and says what stays as it was although it was announced. */
async function apply({ connection }: Session, { edit, left, ...counted }: WorkspaceFixes): Promise<void> {
  const warn = (message: string): Promise<void> => connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  const answer = edit && await connection.workspace.applyEdit({ label: countOf(counted), edit });
  const reason = answer?.failureReason === undefined ? '' : ` (${answer.failureReason})`;
  if (answer?.applied === false) await warn(`The editor did not make the fixes${reason}. Run it again.`);
  else if (left.length > 0) await warn(`Not fixed: ${left.join(' ')} Run it again for what is there now.`);
}
