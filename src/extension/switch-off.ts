import { ConfigurationTarget, Uri, workspace, type Disposable } from 'vscode';
import { registerCommand } from './commands.ts';
import { section } from './settings.ts';

type Rules = Readonly<Record<string, unknown>>;

/** The command behind the action that switches a rule off in the settings: of the workspace where there is one, else of the user. */
export function registerSwitchOff(): Disposable {
  return registerCommand('switchOffInSettings', async (rule: string, uri: string) => {
    const settings = workspace.getConfiguration(section, Uri.parse(uri));
    const given = settings.inspect<Rules>('rules');
    const isOfFolder = given?.workspaceFolderValue?.[rule] !== undefined;
    const [target, rules] = !workspace.workspaceFolders ? [ConfigurationTarget.Global, given?.globalValue] as const
      // The folder's word counts more than the workspace's.
      : isOfFolder ? [ConfigurationTarget.WorkspaceFolder, given.workspaceFolderValue] as const
      : [ConfigurationTarget.Workspace, given?.workspaceValue] as const;
    const before = rules?.[rule];
    await settings.update('rules', { ...rules, [rule]: Array.isArray(before) ? ['off', ...before.slice(1) as unknown[]] : 'off' }, target);
  });
}
