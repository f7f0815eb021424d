// Runs in the extension host: how long its event loop is held up while somebody opens, edits and audits.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';

const edits = 100;

export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('There is no workspace.');
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, name);
  // The host itself comes to rest.
  await wait(2000);

  await measured('without us: open', () => open(file('package.json')));
  await measured(`without us: ${edits} edits`, () => edit(file('package.json')));
  await measured('activate', async () => { await vscode.extensions.getExtension('async-pitfalls.async-pitfalls')?.activate(); });
  await measured('open, until there are findings', async () => {
    await open(file('src/server.ts'));
    await untilFindings(file('src/server.ts'));
  });
  await measured(`${edits} edits`, () => edit(file('src/server.ts')));
  await measured('audit of 409 files', async () => { await vscode.commands.executeCommand('asyncPitfalls.auditWorkspace'); });
}

async function measured(step: string, work: () => Promise<void>): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const started = performance.now();
  await work();
  // What the step has set off is part of it.
  await wait(500);
  delays.disable();
  const milliseconds = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  console.log(`  ${step}: held up at most ${milliseconds(delays.max)} ms, 99 % below ${milliseconds(delays.percentile(99))} ms (in ${Math.round(performance.now() - started)} ms)`);
}

async function open(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri);
}

/** Types at the end of a line, as fast as the editor takes it. */
async function edit(uri: vscode.Uri): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri);
  const place = editor.document.lineAt(0).range.end;
  for (let typed = 0; typed < edits; typed++) await editor.edit((change) => change.insert(place, ' '));
}

function untilFindings(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (vscode.languages.getDiagnostics(uri).length === 0) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}
