// Starts the VS Code server that the npm package code-server carries.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hostDir, nodeForServer, vscodeDir } from './install.mjs';

/** A window without anything that comes and goes by itself: no tips, no updates, no git, no assistants, no blinking. */
const quietSettings = {
  'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'chat.disableAIFeatures': true, 'chat.commandCenter.enabled': false,
  'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false, 'extensions.ignoreRecommendations': true,
  'extensions.verifySignature': false, 'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'update.showReleaseNotes': false,
  'git.enabled': false, 'npm.autoDetect': 'off', 'window.commandCenter': false,
  'workbench.colorTheme': 'Default Dark Modern', 'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false, 'editor.cursorBlinking': 'solid', 'files.autoSave': 'off', 'files.hotExit': 'off',
};

/** Colours, languages, the preview of Markdown. The TypeScript service is left out: its diagnostics and fixes would stand among ours. */
const builtinExtensions = [
  'typescript-basics', 'javascript', 'json', 'html', 'css', 'markdown-basics', 'markdown-language-features', 'theme-defaults', 'theme-seti', 'configuration-editing',
];

const startTimeout = 30_000;
const stopTimeout = 3_000;

/**
 * @param {object} options
 * @param {string} [options.vsix] a packaged extension to install first
 * @param {object} [options.settings] user settings, over the quiet ones
 * @param {object} [options.env] for the server and its extension hosts
 * @param {string[]} [options.preload] CommonJS modules that the server and its extension hosts load before anything else
 * @param {boolean} [options.smokeTestDriver] needed to load an extension under development, or its tests, by the window's URL;
 *   it hides notification toasts and skips dialogs, so a user's session goes without
 * @param {boolean} [options.workspaceTrust] whether the window asks for trust
 * @param {(line: string) => void} [options.log] gets every line that the server prints
 */
export async function startServer({ vsix, settings = {}, env = {}, preload = [], smokeTestDriver = false, workspaceTrust = false, log } = {}) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-editor-'));
  linkBuiltinExtensions(dataDir);
  writeSettings(dataDir, { ...quietSettings, 'security.workspace.trust.enabled': workspaceTrust, ...settings });
  if (vsix) runServerCommand(dataDir, ['--install-extension', path.resolve(vsix), '--force']);

  const child = spawn(nodeForServer(), [
    // Extension hosts are started with the same.
    ...[path.join(hostDir, 'shims/exit-with-parent.cjs'), ...preload].flatMap((module) => ['-r', module]), path.join(vscodeDir, 'out/server-main.js'),
    '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
    '--server-data-dir', dataDir, '--builtin-extensions-dir', builtinDir(dataDir),
    '--disable-telemetry', '--disable-experiments', '--disable-update-check', '--disable-getting-started-override',
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
  ], {
    env: { ...process.env, ...env, VSCODE_RECONNECTION_GRACE_TIME: undefined },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Out of reach of the terminal's Ctrl+C: the runner ends it, in order.
    detached: true,
  });

  const server = { dataDir, port: 0, lines: [], hostProcessId: undefined, onExit: undefined, onHostExit: undefined, stop: () => (stopping ??= stop()) };
  let stopping;
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));

  const listening = new Promise((resolve, reject) => {
    const read = (line) => {
      server.lines.push(line);
      log?.(line);
      const launched = /<(\d+)> Launched Extension Host Process/.exec(line);
      if (launched) server.hostProcessId = Number(launched[1]);
      const ended = /<\d+> Extension Host Process exited with (code: \S+, signal: \S+?)\.?$/.exec(line);
      if (ended) server.onHostExit?.(ended[1]);
      const port = /Extension host agent listening on (\d+)/.exec(line);
      if (port) resolve(Number(port[1]));
    };
    readLines(child.stdout, read);
    readLines(child.stderr, read);
    exited.then((code) => {
      const error = new Error(`The editor's server ended (${code}).\n${server.lines.slice(-15).join('\n')}`);
      reject(error);
      server.onExit?.(error);
    }).catch(reject);
  });

  async function stop() {
    server.onExit = undefined;
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    await exited;
    clearTimeout(impatience);
    // A killed server leaves its extension host behind; one that is gone already is what we want.
    if (server.hostProcessId) try { process.kill(server.hostProcessId, 'SIGKILL'); } catch {}
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  const guard = setTimeout(() => child.kill('SIGKILL'), startTimeout);
  try {
    server.port = await listening;
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    clearTimeout(guard);
  }
}

/** The address of a window; `extensionDir` and `testsPath` load an extension under development, and its tests, into it. */
export function windowUrl(server, { folder, extensionDir, testsPath }) {
  const remote = (file) => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
  if (extensionDir) payload.push(['extensionDevelopmentPath', remote(extensionDir)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  return `http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Runs the server's own command line, for example `['--install-extension', 'x.vsix']`. */
function runServerCommand(dataDir, args) {
  const serverMain = path.join(vscodeDir, 'out/server-main.js');
  const run = spawnSync(nodeForServer(), [serverMain, '--accept-server-license-terms', '--server-data-dir', dataDir, ...args], { encoding: 'utf8', timeout: 60_000 });
  if (run.status !== 0) throw new Error(`The editor's server could not do ${args.join(' ')} (${run.signal ?? run.status}).\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

const builtinDir = (dataDir) => path.join(dataDir, 'builtin');

function linkBuiltinExtensions(dataDir) {
  fs.mkdirSync(builtinDir(dataDir));
  for (const name of builtinExtensions)
    fs.symlinkSync(path.join(vscodeDir, 'extensions', name), path.join(builtinDir(dataDir), name));
}

function writeSettings(dataDir, settings) {
  for (const scope of ['User', 'Machine']) {
    const folder = path.join(dataDir, 'data', scope);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
  }
}

function readLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  });
}
