// What the editor tests are about: the packaged extension, made anew when it is older than what it is made of.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const extensionDir = path.resolve(import.meta.dirname, '../..');
export const sampleWorkspace = path.join(extensionDir, 'test/workspaces/sample');

const vsix = path.join(extensionDir, 'async-pitfalls.vsix');
const ingredients = ['src', 'syntaxes', 'media', 'package.json', 'package-lock.json', 'esbuild.mjs', 'README.md', 'CHANGELOG.md'];

let checked = false;

/** The path of the .vsix; calls `npm run package` when there is none or it is stale: once, so that a run has one product. */
export function packaged() {
  if (checked) return vsix;
  if (!fs.existsSync(vsix) || newest(ingredients) > fs.statSync(vsix).mtimeMs) {
    const npm = spawnSync('npm', ['run', 'package'], { cwd: extensionDir, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status !== 0) throw new Error(`npm run package failed (${npm.error ?? npm.signal ?? npm.status}).`);
  }
  checked = true;
  return vsix;
}

function newest(names) {
  const files = names.flatMap((name) => {
    const at = path.join(extensionDir, name);
    if (!fs.existsSync(at)) return [];
    return fs.statSync(at).isDirectory() ? fs.readdirSync(at, { recursive: true }).map((file) => path.join(at, file)) : [at];
  });
  return Math.max(...files.map((file) => fs.statSync(file).mtimeMs));
}
