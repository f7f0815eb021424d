import { window, type ExtensionContext } from 'vscode';
import { Analyzer } from './analyzer.ts';
import { registerAudit } from './audit.ts';
import { registerExplainRule } from './explain-rule.ts';
import { registerExportReport } from './export-report.ts';
import { Choices } from './findings/choices.ts';
import { registerFindingsView } from './findings/view.ts';
import { registerFixAll } from './fix-all.ts';
import { registerFixWorkspace } from './fix-workspace.ts';
import { registerReport } from './report.ts';
import { registerRestart } from './restart.ts';
import { registerShowOutput } from './show-output.ts';
import { registerStatus } from './status.ts';
import { registerSwitchOff } from './switch-off.ts';

let analyzer: Analyzer | undefined;

/**
 * What VS Code calls when a file of ours is opened or a command of ours is chosen. The work is done by the server, which
 * starts after this has returned.
 */
export function activate({ extensionPath, extensionUri, subscriptions, workspaceState }: ExtensionContext): void {
  const output = window.createOutputChannel('Async Pitfalls', { log: true });
  analyzer = new Analyzer(extensionPath, output);
  const choices = new Choices(workspaceState);
  subscriptions.push(
    output,
    registerStatus(analyzer),
    registerAudit(analyzer),
    registerFixAll(),
    registerFixWorkspace(analyzer),
    registerExplainRule(analyzer),
    registerFindingsView(analyzer, choices),
    registerReport(analyzer, choices, extensionUri),
    registerExportReport(analyzer, choices),
    registerShowOutput(output),
    registerRestart(analyzer),
    registerSwitchOff(),
  );
  analyzer.startSoon();
}

/** Ends the server with the window. */
export async function deactivate(): Promise<void> {
  await analyzer?.stop();
}
