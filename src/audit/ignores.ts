import ignore, { type Ignore } from 'ignore';
import { parse } from 'jsonc-parser';
import { cacheFolderName } from './cache-folder-name.ts';
import { plainFiles, type Files } from './disk.ts';
import { ancestors, folderOf, isWithin, join } from './paths.ts';

/** What is left out by default below one folder. Paths are absolute, with `/`. */
export interface Ignores {
  /** Reads the .gitignore and tsconfig files of a folder, before what is in it is asked about. */
  enter(folder: string): void;
  ignores(path: string, isFolder: boolean): boolean;
  /** Whether a file lies in an output folder: to be asked when all folders were entered, since one may name another's neighbour. */
  isOutput(file: string): boolean;
}

const ignoredFolders = new Set(['node_modules', '.git', cacheFolderName]);

/** The default ignores for everything below `root`: rules of .gitignore files and output folders are read folder by folder. */
export function createIgnores(root: string, files: Files = plainFiles): Ignores {
  const gitignores: { folder: string; rules: Ignore }[] = [];
  const outputs = new Set<string>();
  const entered = new Set<string>();
  const enter = (folder: string): void => {
    if (entered.has(folder)) return;
    entered.add(folder);
    const text = files.readNow(join(folder, '.gitignore'));
    if (text !== undefined) gitignores.push({ folder, rules: ignore().add(text) });
    for (const output of outputFolders(folder, files)) outputs.add(output);
  };
  // .gitignore files count up to the top of the repository, as they do for Git.
  const above = ancestors(root).slice(1);
  const top = ancestors(root).findIndex((folder) => files.exists(join(folder, '.git')));
  for (const folder of above.slice(0, Math.max(top, 0)).reverse()) enter(folder);

  const ignores = (path: string, isFolder: boolean): boolean => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (isFolder ? ignoredFolders.has(name) || outputs.has(path) : name.endsWith('.min.js')) return true;
    // The innermost .gitignore that says anything decides.
    for (const { folder, rules } of gitignores.toReversed()) {
      if (!isWithin(folder, path) || folder === path) continue;
      const relative = path.slice(folder.length).replace(/^\//, '');
      const answer = rules.test(isFolder ? `${relative}/` : relative);
      if (answer.ignored) return true;
      if (answer.unignored) return false;
    }
    return false;
  };
  // Who names an ignored folder wants what is in it: the rules that exclude the folder itself no longer count.
  const outer = gitignores.filter(({ folder, rules }) => rules.test(`${root.slice(folder.length).replace(/^\//, '')}/`).ignored);
  for (const dropped of outer) gitignores.splice(gitignores.indexOf(dropped), 1);
  const isOutput = (file: string): boolean => outputs.size > 0 && ancestors(folderOf(file)).some((folder) => folder !== root && isWithin(root, folder) && outputs.has(folder));
  return { enter, ignores, isOutput };
}

interface TsConfig {
  extends?: unknown;
  include?: unknown;
  compilerOptions?: { outDir?: unknown; declarationDir?: unknown };
}

/** The folders that the tsconfig files of a folder name as their output, absolute. */
function outputFolders(folder: string, files: Files): string[] {
  return files.configNames(folder).flatMap((name) => {
    const config = readJson(join(folder, name), files);
    const included = Array.isArray(config?.include) ? config.include.filter((glob) => typeof glob === 'string') : [];
    return (['outDir', 'declarationDir'] as const).flatMap((option) => {
      const output = inheritedFolder(join(folder, name), option, folder, new Set(), files);
      if (output === undefined || isWithin(output, folder)) return [];
      // Compiled in place, the output folder holds the sources.
      const relative = isWithin(folder, output) ? output.slice(folder.length + 1) : undefined;
      return relative !== undefined && included.some((glob) => isWithin(relative, glob.replace(/^\.\//, ''))) ? [] : [output];
    });
  });
}

/** An output option of a config file or of those it extends (packages aside). */
function inheritedFolder(file: string, option: 'outDir' | 'declarationDir', configFolder: string, seen: Set<string>, files: Files): string | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  const config = readJson(file, files);
  const folder = file.slice(0, file.lastIndexOf('/'));
  const value = config?.compilerOptions?.[option];
  if (typeof value === 'string') return resolve(folder, value.replace('${configDir}', configFolder));
  const bases = [config?.extends].flat().filter((base): base is string => typeof base === 'string' && /^\.{1,2}\//.test(base));
  for (const base of bases.reverse()) {
    const path = resolve(folder, base.endsWith('.json') ? base : `${base}.json`);
    const found = inheritedFolder(path, option, configFolder, seen, files);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolve(folder: string, relative: string): string {
  const parts = relative.startsWith('/') || /^[A-Za-z]:/.test(relative) ? [] : folder.split('/');
  for (const part of relative.split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '' || parts.length === 0) parts.push(part);
  }
  return parts.join('/');
}

/** What cannot be read excludes nothing: its folder or its project says so where it matters. */
function readJson(path: string, files: Files): TsConfig | undefined {
  const text = files.readNow(path);
  const value: unknown = text === undefined ? undefined : parse(text.replace(/^\uFEFF/, ''));
  return typeof value === 'object' && value !== null ? value : undefined;
}
