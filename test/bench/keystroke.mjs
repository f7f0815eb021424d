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

/** A server on the project, and ways to have documents in it. */
async function start(settings) {
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
  let version = 1;
  const uri = (name) => pathToFileURL(name).href;
  return {
    child, connection, heapFile,
    open: (name) => connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(name), languageId: 'typescript', version, text: fs.readFileSync(name, 'utf8') } }),
    change: (name, text) => connection.sendNotification('textDocument/didChange', { textDocument: { uri: uri(name), version: (version += 1) }, contentChanges: [{ text }] }),
    pull: (name) => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uri(name) } }),
    close: () => child.kill(),
  };
}

// A helper that about ninety files of the project import, and two of these, which are open beside it.
const helper = path.join(projectFolder, 'src/utils/encoding/toHex.ts');
const beside = ['src/actions/public/getBlockTransactionCount.ts', 'src/actions/public/createAccessList.ts'].map((name) => path.join(projectFolder, name));

/** Opens the helper and files that use it in a server, edits the helper, and times the pulls of all their diagnostics. */
async function helperInServer() {
  const { connection, open, change, pull, close } = await start({});
  for (const name of [helper, ...beside]) await open(name);
  for (const name of [helper, ...beside]) await pull(name);
  const times = [];
  for (const edited of edits(fs.readFileSync(helper, 'utf8'))) {
    const begin = performance.now();
    await change(helper, edited);
    for (const name of [helper, ...beside]) await pull(name);
    times.push(performance.now() - begin);
  }
  connection.dispose();
  close();
  return times;
}

/** Opens the file in a server with `settings`, edits it, and times each pull of its diagnostics. */
async function inServer(settings) {
  const { child, connection, heapFile, open, change, pull } = await start(settings);
  await open(file);
  await pull(file);

  const times = [];
  let findings = 0;
  for (const edited of edits(fs.readFileSync(file, 'utf8'))) {
    const begin = performance.now();
    await change(file, edited);
    const report = await pull(file);
    times.push(performance.now() - begin);
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
  const all = { typed: [], syntax: [], bare: [], helper: [] };
  const heaps = { server: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const typed = await inServer({});
    const syntax = await inServer({ types: 'off' });
    const bare = bareService();
    all.helper.push(...await helperInServer());
    all.typed.push(...typed.times);
    all.syntax.push(...syntax.times);
    all.bare.push(...bare.times);
    heaps.server.push(typed.heapMB);
    heaps.bare.push(bare.heapMB);
  }
  table(`Keystroke in ${path.basename(file)}, ms`, ['', 'median', 'p95'], [
    ['all rules, with types', median(all.typed).toFixed(0), percentile(all.typed, 0.95).toFixed(0)],
    ['all rules, by syntax', median(all.syntax).toFixed(0), percentile(all.syntax, 0.95).toFixed(0)],
    ['a helper with many dependents, itself and two of them', median(all.helper).toFixed(0), percentile(all.helper, 0.95).toFixed(0)],
    ['bare LanguageService: edit and types of all calls', median(all.bare).toFixed(0), percentile(all.bare, 0.95).toFixed(0)],
  ]);
  return [
    figure('keystroke, syntax-only findings, p95', percentile(all.syntax, 0.95), 'ms', 60),
    figure('keystroke, all findings, p95', percentile(all.typed, 0.95), 'ms', 250),
    figure('edit of a helper with many dependents, findings of three open files, p95', percentile(all.helper, 0.95), 'ms', 300),
    ratio('keystroke p95: all findings / bare LanguageService round', percentile(all.typed, 0.95), percentile(all.bare, 0.95), 2),
    ratio('heap after collection: server / bare TypeScript program', median(heaps.server), median(heaps.bare), 1.25),
  ];
}
