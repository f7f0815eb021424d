import type { Disposable } from 'vscode';
import type { Analyzer } from './analyzer.ts';
import { registerCommand } from './commands.ts';

/** The command that starts the server anew. */
export function registerRestart(analyzer: Analyzer): Disposable {
  return registerCommand('restartAnalyzer', () => analyzer.restart());
}
