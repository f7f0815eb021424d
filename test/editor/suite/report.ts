import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

const isReport = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputWebview && input.viewType.endsWith('asyncPitfalls.report');
const reportTabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isReport);

/** Waits for so many windows of the report; the test's own time limit ends it. */
function untilReports(count: number): Promise<vscode.Tab[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (reportTabs().length !== count) return;
      listening.dispose();
      resolve(reportTabs());
    };
    const listening = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

describe('the report of the audit', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-export-'));
  const exportTo = (format: string, target: string): Thenable<vscode.Uri | undefined> => vscode.commands.executeCommand('asyncPitfalls.exportReport', { format, target: vscode.Uri.file(path.join(folder, target)) });

  before(async () => { await vscode.commands.executeCommand('asyncPitfalls.auditWorkspace'); });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('opens in a window, once', async () => {
    await vscode.commands.executeCommand('asyncPitfalls.openReport');
    const [tab] = await untilReports(1);
    await vscode.commands.executeCommand('asyncPitfalls.openReport');
    assert.deepEqual(reportTabs().map(({ label }) => label), ['Async Pitfalls Report']);
    assert(tab);
    await vscode.window.tabGroups.close(tab);
    await untilReports(0);
    await vscode.commands.executeCommand('asyncPitfalls.openReport');
    await vscode.window.tabGroups.close(await untilReports(1));
  });

  it('is saved in each format', async () => {
    for (const [format, start] of Object.entries({ html: '<!doctype html>', markdown: '### Async Pitfalls: 11 pitfalls in 9 files', sarif: '{', json: '{' })) {
      const saved = await exportTo(format, `report.${format}`);
      assert.equal(saved?.fsPath, path.join(folder, `report.${format}`));
      assert.ok(fs.readFileSync(saved.fsPath, 'utf8').startsWith(start), format);
    }
    const { findings } = JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8')) as { findings: { severity: string; path: string }[] };
    const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
    assert.deepEqual([count('warning'), count('information'), findings.length], [10, 1, 11]);
    assert.ok(findings.every((finding) => !finding.path.startsWith('..')));
  });
});
