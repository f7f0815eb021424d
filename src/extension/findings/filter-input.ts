import { window } from 'vscode';
import { severities, type Severity } from './finding.ts';

/** Asks for words to filter by, and tells them while they are typed. Escape takes back what was typed. */
export function askForText(before: string, changed: (text: string) => void): void {
  const input = window.createInputBox();
  input.title = 'Filter Findings';
  input.placeholder = 'words of path, rule or message; empty for all';
  input.value = before;
  // The findings change while one types, and may take the focus for a moment.
  input.ignoreFocusOut = true;
  let isTaken = false;
  input.onDidChangeValue(changed);
  input.onDidAccept(() => {
    isTaken = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!isTaken) changed(before);
    input.dispose();
  });
  input.show();
}

/** Asks which severities to show; undefined when nothing was chosen. */
export async function askForSeverities(before: readonly Severity[]): Promise<Severity[] | undefined> {
  const items = severities.map((severity) => ({ label: severity, picked: before.includes(severity) }));
  const picked = await window.showQuickPick(items, { canPickMany: true, title: 'Severities to Show' });
  return picked?.map(({ label }) => label);
}
