import { commands, ProgressLocation, window, workspace, type Disposable, type WorkspaceEdit } from 'vscode';
import type { WorkspaceFixes } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { commandIds, registerCommand } from './commands.ts';
import { showProgress } from './progress.ts';

/** The command that takes all safe fixes of the workspace, once its user has seen them in the refactor preview. Its result: whether they were made. */
export function registerFixWorkspace(analyzer: Analyzer): Disposable {
  let isLooking = false;
  return registerCommand('fixAllInWorkspace', async () => {
    if (!workspace.workspaceFolders) {
      await window.showInformationMessage('Open a folder to fix the files in it.');
      return false;
    }
    // Whoever asks twice sees the progress of the first.
    if (isLooking) return false;
    isLooking = true;
    const result = await look(analyzer).finally(() => { isLooking = false; });
    return show(result);
  });
}

interface Result {
  found: WorkspaceFixes;
  edit: WorkspaceEdit | undefined;
}

function look(analyzer: Analyzer): Promise<Result> {
  const where = { location: ProgressLocation.Notification, title: 'Looking for safe fixes', cancellable: true };
  return Promise.resolve(window.withProgress(where, (progress, token) => analyzer.fixWorkspace(showProgress(progress), token)));
}

async function show({ found, edit }: Result): Promise<boolean> {
  later(tellLeft(found));
  if (!edit) {
    later(window.showInformationMessage(whyNone(found)));
    return false;
  }
  later(window.showInformationMessage(`${countOf(found)}: see the preview.`));
  const isDone = await workspace.applyEdit(edit, { isRefactoring: true });
  later(window.showInformationMessage(isDone ? `${countOf(found)} made.${found.unfinished ? ' There is more to fix: run it again.' : ''}` : 'Nothing was changed.'));
  return isDone;
}

/** "14 safe fixes in 6 files" */
function countOf({ fixes, files }: WorkspaceFixes): string {
  return `${fixes === 1 ? '1 safe fix' : `${fixes} safe fixes`} in ${files === 1 ? '1 file' : `${files} files`}`;
}

function whyNone({ looked, left, partial }: WorkspaceFixes): string {
  if (partial) return 'Cancelled: nothing was changed.';
  return left.length > 0 ? 'Nothing was changed.' : `No safe fixes in ${looked} files.`;
}

/** Files that stay as they are are named: a few here, all of them in the output. */
async function tellLeft({ left }: WorkspaceFixes): Promise<void> {
  if (left.length === 0) return;
  const show = 'Show Output';
  const more = left.length > 3 ? ` And ${left.length - 3} more.` : '';
  const chosen = await window.showWarningMessage(`Not fixed: ${left.slice(0, 3).join(' ')}${more}`, show);
  if (chosen === show) await commands.executeCommand(commandIds.showOutput);
}

/** A message stands until somebody closes it: it is not waited for. */
function later(message: PromiseLike<unknown>): void {
  message.then(undefined, (error: unknown) => window.showErrorMessage(String(error)));
}
