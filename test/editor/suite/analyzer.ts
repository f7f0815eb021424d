import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { AuditSummary } from '../../../src/server/protocol.ts';

const floating = 'async function save(): Promise<void> { await fetch("https://orders.example/"); }\nexport async function submit() {\n  save();\n}\n';

/** Waits for diagnostics that are as expected; the test's own time limit ends it. */
function untilDiagnostics(uri: vscode.Uri, isExpected: (found: vscode.Diagnostic[]) => boolean): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = vscode.languages.getDiagnostics(uri);
      if (!isExpected(found)) return;
      listening.dispose();
      resolve(found);
    };
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

const isFloating = ({ code }: vscode.Diagnostic): boolean => typeof code === 'object' && code.value === 'floating-promise';

async function openFloating(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: floating });
  await vscode.window.showTextDocument(document);
  return document;
}

describe('the analyzer in the editor', () => {
  it('underlines what was never saved, with a link to documentation that is there', async () => {
    const { uri } = await openFloating();
    const [found] = (await untilDiagnostics(uri, (all) => all.some(isFloating))).filter(isFloating);
    assert.equal(found?.source, 'async-pitfalls');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    assert(typeof found.code === 'object');
    assert.equal(fs.existsSync(found.code.target.fsPath), true, found.code.target.toString());
  });

  it('offers its fixes first and what silences it last, and one edit undoes them', async () => {
    const document = await openFloating();
    await untilDiagnostics(document.uri, (all) => all.some(isFloating));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(2, 2, 2, 2), vscode.CodeActionKind.QuickFix.value, 10);
    assert.equal(actions[0]?.title, 'Await the promise');
    assert.equal(actions[0].isPreferred, true);
    const silencing = actions.map(({ title }) => title).filter((title) => /^(?:Suppress|Switch) /.test(title));
    assert.match(silencing[0] ?? '', /^Suppress /);
    assert.match(silencing.at(-1) ?? '', /^Switch 'floating-promise' off /);
    assert.deepEqual(actions.slice(-silencing.length).map(({ title }) => title), silencing);
    assert(actions[0].edit);
    await vscode.workspace.applyEdit(actions[0].edit);
    assert.equal(document.lineAt(2).text, '  await save();');
    await untilDiagnostics(document.uri, (all) => !all.some(isFloating));
  });

  it('audits the workspace; the findings stay when no file is open', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'src/server.ts');
    const summary = await vscode.commands.executeCommand<AuditSummary>('asyncPitfalls.auditWorkspace');
    assert.equal(summary.partial, false);
    assert.equal(summary.files, summary.total);
    assert.notEqual(summary.findings, 0);
    await untilDiagnostics(uri, (all) => all.length > 0);
    // Opened, they do not stand there twice.
    await vscode.window.showTextDocument(uri);
    const shown = await untilDiagnostics(uri, (all) => all.length > 0);
    assert.equal(new Set(shown.map(({ range, message }) => JSON.stringify([range, message]))).size, shown.length);
  });

  it('starts the analyzer anew after a crash, and goes on', async () => {
    const before = await openFloating();
    await untilDiagnostics(before.uri, (all) => all.some(isFloating));
    const [crashed] = serverProcesses();
    assert(crashed !== undefined);
    process.kill(crashed, 'SIGKILL');
    const after = await openFloating();
    await untilDiagnostics(after.uri, (all) => all.some(isFloating));
    assert.equal(before.getText(), floating);
    assert.equal(serverProcesses().includes(crashed), false);
  });

  it('starts anew when told to', async () => {
    const [before] = serverProcesses();
    await vscode.commands.executeCommand('asyncPitfalls.restartAnalyzer');
    const { uri } = await openFloating();
    await untilDiagnostics(uri, (all) => all.some(isFloating));
    assert.equal(serverProcesses().some((pid) => pid === before), false);
  });

  if (process.platform !== 'win32') it('starts anew when it hangs', async () => {
    const [hanging] = serverProcesses();
    assert(hanging !== undefined);
    process.kill(hanging, 'SIGSTOP');
    await vscode.commands.executeCommand('asyncPitfalls.restartAnalyzer');
    const { uri } = await openFloating();
    await untilDiagnostics(uri, (all) => all.some(isFloating));
    assert.equal(serverProcesses().some((pid) => pid !== hanging), true);
    // Its end is no crash of the one that took its place.
    await untilGone(hanging);
    const next = await openFloating();
    await untilDiagnostics(next.uri, (all) => all.some(isFloating));
  });
});

/** Waits until a process of our server is not there any more; the test's own time limit ends it. */
async function untilGone(pid: number): Promise<void> {
  while (serverProcesses().includes(pid)) await new Promise((resolve) => { setTimeout(resolve, 100); });
}

/** The processes of our server below this one. */
function serverProcesses(): number[] {
  const list = process.platform === 'win32'
    ? execFileSync('powershell', ['-Command', 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }'], { encoding: 'utf8' })
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return list.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && command.includes('server.cjs') ? [Number(pid)] : [];
  });
}
