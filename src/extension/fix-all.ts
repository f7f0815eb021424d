import { commands, type Disposable } from 'vscode';
import { registerCommand } from './commands.ts';

/** The command that applies all safe fixes in the file at hand. */
export function registerFixAll(): Disposable {
  return registerCommand('fixAll', () => commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.asyncPitfalls', apply: 'first' }));
}
