import { commands, Range, window, type Uri } from 'vscode';

/**
 * Opens a file at a place, counted from 0. What cannot be opened is told. By the editor's own command: a document that an extension has
 * shown stays open for minutes after its tab is closed, and its findings would neither be asked for nor come from the audit.
 */
export async function openPlace(uri: Uri, line: number, character: number): Promise<void> {
  try {
    await commands.executeCommand('vscode.open', uri, { selection: new Range(line, character, line, character) });
  } catch (error) {
    await window.showErrorMessage(`${uri.fsPath} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}
