// Language servers, ours and others': each on a project, with documents in it whose text changes.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as rpc from 'vscode-jsonrpc/node';
import { benchFolder } from './prepare.mjs';

const tool = (file) => path.join(benchFolder, 'node_modules', file);
const uriOf = (file) => pathToFileURL(file).href;

/** Ours, with these settings; `heapMB` says how much of its heap is in use. */
export async function startOurs(projectFolder, settings) {
  const heapFile = path.join(os.tmpdir(), `heap-${process.pid}`);
  const server = await start(projectFolder, {
    args: ['--expose-gc', '-r', path.join(benchFolder, 'heap-on-signal.cjs'), path.join(benchFolder, '../../dist/server.cjs'), '--stdio'],
    env: { HEAP_FILE: heapFile }, settings,
    // The debounce is no part of what is measured.
    initializationOptions: { quietMilliseconds: 0 },
  });
  return { ...server, heapMB: () => heapOf(server.child, heapFile) };
}

/** oxlint's, with the rules of the project's .oxlintrc.json, those that need types among them. */
export function startOxlint(projectFolder) {
  const options = { run: 'onType', typeAware: true };
  return start(projectFolder, {
    args: [tool('oxlint/bin/oxlint'), '--lsp'], settings: options,
    initializationOptions: [{ workspaceUri: uriOf(projectFolder), options }],
  });
}

/** Biome's, with the rules of the project's biome.json. What answers is a process beside it, kept apart from any other by a folder of its own. */
export async function startBiome(projectFolder) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-biome-'));
  const env = { XDG_CACHE_HOME: temporary };
  const biome = tool('@biomejs/biome/bin/biome');
  const server = await start(projectFolder, { args: [biome, 'lsp-proxy'], env, settings: { requireConfiguration: false } });
  return {
    ...server,
    async close() {
      await server.close();
      spawnSync(process.execPath, [biome, 'stop'], { env: { ...process.env, ...env }, cwd: projectFolder });
      fs.rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/** A server on the project. `diagnostics` gives those of a document's newest version, whether the server is asked for them or sends them. */
async function start(projectFolder, { args, env = {}, settings, initializationOptions }) {
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => settings));
  connection.onNotification('window/logMessage', ({ type, message }) => { if (type <= 2) console.error(message); });
  for (const request of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create', 'workspace/diagnostic/refresh', 'window/showMessageRequest'])
    connection.onRequest(request, () => null);
  const sent = new SentDiagnostics();
  connection.onNotification('textDocument/publishDiagnostics', (params) => sent.receive(params));
  connection.listen();
  const folder = { uri: uriOf(projectFolder), name: 'project' };
  const { capabilities } = await connection.sendRequest('initialize', {
    initializationOptions, processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: { dynamicRegistration: false }, publishDiagnostics: { versionSupport: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  let version = 0;
  const isPulled = capabilities.diagnosticProvider !== undefined;
  return {
    child, isPulled,
    async open(file, text = fs.readFileSync(file, 'utf8')) {
      sent.expect(uriOf(file), version += 1);
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uriOf(file), languageId: file.endsWith('x') ? 'typescriptreact' : 'typescript', version, text } });
    },
    async change(file, text) {
      sent.expect(uriOf(file), version += 1);
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri: uriOf(file), version }, contentChanges: [{ text }] });
    },
    async diagnostics(file) {
      if (!isPulled) return sent.of(uriOf(file));
      return (await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uriOf(file) } })).items;
    },
    /** Throws when the server does not see so many findings in the text, which it takes as the document's newest. */
    async sees(file, text, count) {
      const arrives = isPulled ? undefined : sent.atLeast(uriOf(file), count);
      if (version === 0) await this.open(file, text);
      else await this.change(file, text);
      const found = isPulled ? (await this.diagnostics(file)).length : await arrives;
      if (isPulled && found < count) throw new Error(`${args.join(' ')} reports ${found} findings in ${file}, which has ${count}`);
    },
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      if (child.exitCode === null) {
        child.kill();
        await once(child, 'exit');
      }
    },
  };
}

/** What a server sends of its own accord: the diagnostics of each document, by the version they are of. */
export class SentDiagnostics {
  #expected = new Map();
  #listeners = new Set();

  /** From now on the document has this version. */
  expect(uri, version) {
    this.#expected.set(uri, { version, ...withResolvers() });
  }

  /** Takes what the server says of a document; of an older version it is of no interest. */
  receive({ uri, version, diagnostics }) {
    const expected = this.#expected.get(uri);
    if (expected === undefined || (version !== undefined && version !== null && version !== expected.version)) return;
    expected.resolve(diagnostics);
    for (const listener of this.#listeners) listener(uri, diagnostics);
  }

  /** Resolves when the server sends so many diagnostics of the document: it may send none before it is ready. Rejects after two minutes. */
  atLeast(uri, count) {
    return new Promise((resolve, reject) => {
      const end = (settle, value) => {
        clearTimeout(deadline);
        this.#listeners.delete(listener);
        settle(value);
      };
      const listener = (of, diagnostics) => { if (of === uri && diagnostics.length >= count) end(resolve); };
      const deadline = setTimeout(() => end(reject, new Error(`no ${count} findings of ${uri} in two minutes`)), 120_000);
      this.#listeners.add(listener);
    });
  }

  /** Resolves to the diagnostics of the document's newest version. */
  of(uri) {
    return this.#expected.get(uri).promise;
  }
}

function withResolvers() {
  const result = {};
  result.promise = new Promise((resolve) => { result.resolve = resolve; });
  return result;
}

function heapOf(child, heapFile) {
  fs.rmSync(heapFile, { force: true });
  child.kill('SIGUSR2');
  return new Promise((resolve) => {
    const poll = setInterval(() => {
      const written = fs.existsSync(heapFile) ? fs.readFileSync(heapFile, 'utf8') : '';
      if (written !== '') { clearInterval(poll); resolve(Number(written)); }
    }, 50);
  });
}
