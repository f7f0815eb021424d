// Installs the tools we compare with and the projects, each pinned, and lays the projects out as repositories of their own:
// TypeScript and linters take what stands under node_modules for a dependency.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projects } from './projects.mjs';

export const benchFolder = import.meta.dirname;

/** The file that is added to each project, with a promise that everybody must report: who finds nothing has not looked. */
export const probe = { name: 'bench-probe.ts', text: `async function load(): Promise<string> {
  if (Math.random() < 0.5) throw new Error('no luck');
  return 'luck';
}

export async function probe(): Promise<string> {
  load();
  return await load();
}
` };

export const folderOf = (name) => path.join(benchFolder, 'work', name);

/** Installs the tools when they are not those last installed. Throws when npm fails. */
export function prepareTools() {
  install(benchFolder);
}

/** Installs the project, when it is not the one last installed, and lays out its sources and the tools' configurations. Throws when npm fails. */
export function prepareProject(name) {
  const { sources, isSource, include, tsconfig } = projects[name];
  const folder = folderOf(name);
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) fs.copyFileSync(path.join(benchFolder, 'projects', name, file), path.join(folder, file));
  install(folder);

  const modules = path.join(folder, 'node_modules');
  for (const root of new Set(sources(modules).map(([, to]) => to.split('/')[0]))) fs.rmSync(path.join(folder, root), { recursive: true, force: true });
  for (const [from, to] of sources(modules)) copy(path.join(modules, from), path.join(folder, to), isSource);
  fs.writeFileSync(path.join(folder, sources(modules)[0][1], probe.name), probe.text);

  // Where a repository begins, tools stop to look for what is ignored, as this one ignores the folder.
  fs.mkdirSync(path.join(folder, '.git'), { recursive: true });
  fs.writeFileSync(path.join(folder, '.gitignore'), 'node_modules/\n');
  // The nearest one counts in the server: ours leaves this folder out.
  write(folder, 'async-pitfalls.jsonc', {});
  write(folder, 'tsconfig.json', { compilerOptions: { ...tsconfig(modules), noEmit: true, skipLibCheck: true }, include });
  fs.copyFileSync(path.join(benchFolder, 'configs/oxlint.json'), path.join(folder, '.oxlintrc.json'));
  fs.copyFileSync(path.join(benchFolder, 'configs/biome.json'), path.join(folder, 'biome.json'));
}

function install(folder) {
  const stamp = path.join(folder, 'node_modules/.installed-lock');
  const wanted = fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  const result = spawnSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  if (result.status !== 0) throw new Error(`npm ci in ${folder} failed: see its output above`);
  fs.writeFileSync(stamp, wanted);
}

function copy(from, to, isSource) {
  fs.cpSync(from, to, { recursive: true, filter: (file) => fs.statSync(file).isDirectory() ? !/[\\/]node_modules$/.test(path.relative(from, file)) : isSource(path.relative(from, file)) });
}

function write(folder, name, value) {
  fs.writeFileSync(path.join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
}
