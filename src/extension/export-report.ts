import path from 'node:path';
import { commands, env, UIKind, Uri, window, workspace, type Disposable } from 'vscode';
import type { AuditReport, ReportFormat, ReportParams } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { registerCommand } from './commands.ts';
import type { Choices } from './findings/choices.ts';
import { reportOrOffer } from './have-audit.ts';

interface Format {
  id: ReportFormat;
  label: string;
  detail: string;
  extension: string;
}

const formats: readonly Format[] = [
  { id: 'html', label: 'HTML', detail: 'A page for people: charts, a list to filter, code. It needs no other file and no network.', extension: 'html' },
  { id: 'markdown', label: 'Markdown', detail: 'A comment for a pull request.', extension: 'md' },
  { id: 'sarif', label: 'SARIF', detail: 'For code scanning, and viewers of static analysis.', extension: 'sarif' },
  { id: 'json', label: 'JSON', detail: 'For programs, with the edits of each fix.', extension: 'json' },
];

/** What a keybinding may say, to be asked less. */
export interface ExportOptions {
  format?: ReportFormat;
  target?: Uri;
}

/** The command that saves a report of the last audit. Its result: where it went, or undefined. */
export function registerExportReport(analyzer: Analyzer, choices: Choices): Disposable {
  return registerCommand('exportReport', async (options: ExportOptions = {}): Promise<Uri | undefined> => {
    const format = formats.find(({ id }) => id === options.format) ?? await window.showQuickPick(formats, { placeHolder: 'Choose the format of the report', matchOnDetail: true });
    const target = format && (options.target ?? await chooseTarget(format));
    if (!format || !target) return undefined;
    let report: AuditReport | undefined;
    try {
      report = await save(analyzer, { format: format.id, severity: choices.quietest() }, target);
    } catch (error) {
      await window.showErrorMessage(`The report was not saved: ${error instanceof Error ? error.message : String(error)}. Choose another place for it.`);
      return undefined;
    }
    if (!report) return undefined;
    // Not waited for: the message stands until somebody closes it.
    tell(format.id, target, report).then(undefined, (error: unknown) => window.showErrorMessage(String(error)));
    return target;
  });
}

async function chooseTarget({ label, extension }: Format): Promise<Uri | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  const name = `async-pitfalls-report.${extension}`;
  return window.showSaveDialog({ title: 'Export Audit Report', filters: { [label]: [extension] }, ...(folder && { defaultUri: Uri.joinPath(folder.uri, name) }) });
}

/** On this machine the server writes it, whole or not at all; elsewhere the editor does. */
async function save(analyzer: Analyzer, what: Pick<ReportParams, 'format' | 'severity'>, target: Uri): Promise<AuditReport | undefined> {
  const output = target.scheme === 'file' ? target.fsPath : undefined;
  const report = await reportOrOffer(analyzer, { ...what, ...(output !== undefined && { output }) });
  if (report && output === undefined) await workspace.fs.writeFile(target, new TextEncoder().encode(report.text));
  return report;
}

async function tell(format: ReportFormat, target: Uri, { findings }: AuditReport): Promise<void> {
  const open = 'Open';
  const chosen = await window.showInformationMessage(`Report saved: ${path.posix.basename(target.path)}, ${findings === 1 ? '1 finding' : `${findings} findings`}.`, open);
  if (chosen !== open) return;
  // A page is for a browser, where one can see this machine's files.
  if (format === 'html' && env.uiKind === UIKind.Desktop && env.remoteName === undefined) await env.openExternal(target);
  else await commands.executeCommand('vscode.open', target);
}
