import { MessageType, ShowMessageRequest, type CancellationToken, type WorkDoneProgressReporter } from 'vscode-languageserver';
import type { WorkspaceFixes } from './protocol.ts';
import type { Session } from './session.ts';
import type { WorkspaceAudit } from './workspace-audit.ts';
import { countOf, findWorkspaceFixes } from './workspace-fixes.ts';

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
  const found = await findWorkspaceFixes(session, progress, token);
  for (const line of found.left) connection.console.warn(`Not fixed: ${line}`);
  const { edit } = found;
  if (!edit) return found;
  const yes = 'Apply';
  const answer = abilities.changeAnnotations ? { title: yes } : await connection.sendRequest(ShowMessageRequest.type, { type: MessageType.Info, message: `${countOf(found)}.${found.unfinished ? ' After ten rounds there is more to fix: run it again.' : ''}`, actions: [{ title: yes }] });
  if (answer?.title === yes) await connection.workspace.applyEdit({ label: countOf(found), edit });
  return found;
}
