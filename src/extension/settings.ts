import { workspace } from 'vscode';

/** The section of our settings. The server asks for all that decide over findings; here are those that the extension heeds. */
export const section = 'asyncPitfalls';

/** Whether the workspace is audited when it is opened. */
export function auditOnStart(): boolean {
  return workspace.getConfiguration(section).get('enable', true) && workspace.getConfiguration(section).get('auditOnStart', false);
}
