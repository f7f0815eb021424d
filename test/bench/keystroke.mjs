// Single-character edits in the real server over the protocol, beside TypeScript's LanguageService alone.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as rpc from 'vscode-jsonrpc/node';
import { edits } from './edits.mjs';
import { figure, median, percentile, ratio, table } from './figures.mjs';
import { benchFolder, projectFolder } from './prepare.mjs';

// The file of the project whose length is nearest to 1,000 lines.
const file = path.join(projectFolder, 'src/tempo/actions/reward.ts');
const uri = pathToFileURL(file).href;

/** Opens the file in a server with `settings`, edits it, and times each pull of its diagnostics. */
async function inServer(settings) {
  const heapFile = path.join(os.tmpdir(), `heap-${process.pid}`);
  fs.rmSync(heapFile, { force: true });
  const child = spawn(process.execPath, ['--expose-gc', '-r', path.join(benchFolder, 'heap-on-signal.cjs'), path.join(benchFolder, '../../dist/server.cjs'), '--stdio'], {
    cwd: projectFolder, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, HEAP_FILE: heapFile },
  });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => settings));
  connection.onNotification('window/logMessage', ({ message }) => console.error(message));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const folder = { uri: pathToFileURL(projectFolder).href, name: 'project' };
  await connection.sendRequest('initialize', {
    // The debounce is no part of what is measured.
    initializationOptions: { quietMilliseconds: 0 },
    processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder],
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { diagnostic: { dynamicRegistration: false } } },
  });
  await connection.sendNotification('initialized', {});
  const text = fs.readFileSync(file, 'utf8');
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  await pull();

  const times = [];
  let findings = 0;
  let version = 1;
  for (const edited of edits(text)) {
    version += 1;
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text: edited }] });
    const report = await pull();
    times.push(performance.now() - start);
    findings = Math.max(findings, report.items.length);
  }
  child.kill('SIGUSR2');
  const heapMB = await new Promise((resolve) => {
    const poll = setInterval(() => {
      const written = fs.existsSync(heapFile) ? fs.readFileSync(heapFile, 'utf8') : '';
      if (written !== '') { clearInterval(poll); resolve(Number(written)); }
    }, 50);
  });
  connection.dispose();
  child.kill();
  return { times, heapMB, findings };
}

function bareService() {
  const result = spawnSync(process.execPath, ['--expose-gc', path.join(benchFolder, 'bare-service.mjs'), projectFolder, file], { encoding: 'utf8', maxBuffer: 1e8 });
  if (result.status !== 0) throw new Error(`bare-service.mjs failed: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** Each contestant `rounds` times in turn; the figures are over all rounds' edits. */
export async function keystroke(rounds) {
  const all = { typed: [], syntax: [], bare: [] };
  const heaps = { server: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const typed = await inServer({});
    const syntax = await inServer({ types: 'off' });
    const bare = bareService();
    all.typed.push(...typed.times);
    all.syntax.push(...syntax.times);
    all.bare.push(...bare.times);
    heaps.server.push(typed.heapMB);
    heaps.bare.push(bare.heapMB);
  }
  table(`Keystroke in ${path.basename(file)}, ms`, ['', 'median', 'p95'], [
    ['all rules, with types', median(all.typed).toFixed(0), percentile(all.typed, 0.95).toFixed(0)],
    ['all rules, by syntax', median(all.syntax).toFixed(0), percentile(all.syntax, 0.95).toFixed(0)],
    ['bare LanguageService: edit and types of all calls', median(all.bare).toFixed(0), percentile(all.bare, 0.95).toFixed(0)],
  ]);
  return [
    figure('keystroke, syntax-only findings, p95', percentile(all.syntax, 0.95), 'ms', 60),
    figure('keystroke, all findings, p95', percentile(all.typed, 0.95), 'ms', 250),
    ratio('keystroke p95: all findings / bare LanguageService round', percentile(all.typed, 0.95), percentile(all.bare, 0.95), 2),
    ratio('heap after collection: server / bare TypeScript program', median(heaps.server), median(heaps.bare), 1.25),
  ];
}
