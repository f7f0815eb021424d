import type { Disposable, LogOutputChannel } from 'vscode';
import { registerCommand } from './commands.ts';

/** The command that shows what the extension and its server have to say. */
export function registerShowOutput(output: LogOutputChannel): Disposable {
  return registerCommand('showOutput', () => output.show());
}
