import path from 'node:path';
import picomatch from 'picomatch';
import type { Problem } from '../analysis/finding.ts';
import { maxBytes, plainFiles, type Files } from './disk.ts';
import { createIgnores, type Ignores } from './ignores.ts';
import { absolute, compareText, folderOf, isWithin, join } from './paths.ts';

/** A path given by name that cannot be audited. The message names it and the mend. */
export class PathError extends Error {
  override readonly name = 'PathError';
}

/** The files of an audit. */
export interface Discovery {
  /** Absolute, with `/`; sorted, each once. */
  files: string[];
  /** Files that were left out and should be known about. */
  problems: Problem[];
}

export interface DiscoverOptions {
  cwd: string;
  /** Whether the nearest config leaves a file in. */
  isIncluded(file: string): boolean;
  signal?: AbortSignal | undefined;
  /** Left out: those that are there. */
  disk?: Files;
}

/** Whether a path is of one of the languages that are audited. Declaration files hold no code that runs. */
export function isSourceFile(file: string): boolean {
  return /\.[mc]?[jt]sx?$/.test(file) && !/\.[mc][jt]sx$/.test(file) && !/\.d\.(?:[\w-]+\.)?[mc]?ts$/.test(file);
}

/**
 * Finds the files behind paths: files, folders or globs. What is named is audited even where a default ignore would leave it out.
 * Throws a PathError for a path that does not exist, cannot be read, or matches nothing.
 */
export async function discover(paths: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const search = new Search(options);
  for (const given of paths.length > 0 ? paths : ['.']) await search.add(given);
  await search.followLinks();
  return search.result();
}

/** A file, and what may still ignore it; a file given by name is never ignored. */
interface Found {
  file: string;
  ignores?: Ignores;
}

/** One run of `discover`. */
class Search {
  private readonly options: DiscoverOptions;
  private readonly disk: Files;
  /** By real path, so that a file reached by a symbolic link as well is audited once. */
  private readonly files = new Map<string, Found>();
  private readonly problems: Problem[] = [];
  private readonly visited = new Set<string>();
  private readonly links: { path: string; real: string; matches: (file: string) => boolean; ignores: Ignores }[] = [];

  constructor(options: DiscoverOptions) {
    this.options = options;
    this.disk = options.disk ?? plainFiles;
  }

  async add(given: string): Promise<void> {
    const target = absolute(this.options.cwd, given);
    const stats = await this.disk.stat(target).catch((error: NodeJS.ErrnoException) => error);
    if (stats instanceof Error) {
      const { isGlob, base, glob } = picomatch.scan(given.split(path.sep).join('/'));
      if (!isGlob) throw new PathError(`${given} cannot be audited: ${reasonOf(stats)}. Mend the path, or leave it out.`);
      return this.addGlob(given, absolute(this.options.cwd, base || '.'), glob);
    }
    if (stats.isDirectory()) return this.addFolder(given, target);
    if (!stats.isFile()) throw new PathError(`${given} is neither a file nor a folder. Name files or folders to audit.`);
    await this.addNamedFile(target);
  }

  /** What only links lead to is looked at last: a folder inside the audit keeps its own path. */
  async followLinks(): Promise<void> {
    for (let link = this.links.shift(); link; link = this.links.shift()) {
      const { path: at, real } = link;
      if (isWithin(real, await this.disk.realPath(folderOf(at)))) this.skip(at, 'A symbolic link back to a folder around it: not followed. Remove the link to be rid of this message.');
      else if (!this.visited.has(real) && !real.includes('/node_modules/')) await this.walk(at, link.ignores, link.matches);
    }
  }

  result(): Discovery {
    const byPath = (left: Problem, right: Problem): number => compareText(left.path ?? '', right.path ?? '');
    const files = [...this.files.values()].filter(({ file, ignores }) => !ignores?.isOutput(file)).map(({ file }) => file);
    return { files: files.sort(compareText), problems: this.problems.sort(byPath) };
  }

  private async addGlob(given: string, base: string, glob: string): Promise<void> {
    const matches = picomatch(glob, { dot: true });
    const before = this.files.size + this.problems.length;
    const within = (file: string): boolean => matches(file.slice(base.endsWith('/') ? base.length : base.length + 1));
    // A folder that is not there has nothing that matches, which is said below.
    const stats = await this.disk.stat(base).catch(() => undefined);
    if (stats?.isDirectory()) await this.walk(base, createIgnores(base, this.disk), within);
    if (this.files.size + this.problems.length === before) throw new PathError(`${given} matches no TypeScript or JavaScript file. Mend the pattern, or put it in quotes so that the shell leaves it alone.`);
  }

  private async addFolder(given: string, folder: string): Promise<void> {
    try {
      await this.disk.entries(folder);
    } catch (error) {
      throw new PathError(`${given} cannot be audited: ${reasonOf(error)}. Make it readable, or leave it out.`);
    }
    await this.walk(folder, createIgnores(folder, this.disk), () => true);
  }

  private async addNamedFile(file: string): Promise<void> {
    if (!isSourceFile(file)) this.skip(file, 'Skipped: neither TypeScript nor JavaScript with code that runs (.ts .tsx .mts .cts .js .jsx .mjs .cjs).');
    else if (!this.options.isIncluded(file)) this.skip(file, 'Skipped: include or exclude in async-pitfalls.jsonc leaves it out.');
    else await this.take({ file });
  }

  private async take(found: Found): Promise<void> {
    const { file, ignores } = found;
    const real = await this.disk.realPath(file).catch(() => file);
    if (!this.files.has(real) || file === real || ignores === undefined) this.files.set(real, found);
  }

  private async walk(folder: string, ignores: Ignores, matches: (file: string) => boolean): Promise<void> {
    this.options.signal?.throwIfAborted();
    this.visited.add(await this.disk.realPath(folder).catch(() => folder));
    let entries;
    try {
      entries = await this.disk.entries(folder);
    } catch (error) {
      return this.skip(folder, `The folder cannot be read: ${reasonOf(error)}. Make it readable, or exclude it.`);
    }
    ignores.enter(folder);
    for (const entry of entries.sort((left, right) => compareText(left.name, right.name))) {
      const file = join(folder, entry.name);
      if (entry.isSymbolicLink()) await this.addLink(file, ignores, matches);
      else if (entry.isDirectory()) {
        if (!ignores.ignores(file, true)) await this.walk(file, ignores, matches);
      } else if (entry.isFile() && isSourceFile(file) && matches(file) && !ignores.ignores(file, false) && this.options.isIncluded(file)) await this.addFound(file, ignores);
    }
  }

  private async addLink(file: string, ignores: Ignores, matches: (file: string) => boolean): Promise<void> {
    const target = await this.disk.stat(file).catch((error: NodeJS.ErrnoException) => error);
    const isFolder = !(target instanceof Error) && target.isDirectory();
    if (ignores.ignores(file, isFolder)) return;
    if (isFolder) this.links.push({ path: file, real: await this.disk.realPath(file), matches, ignores });
    else if (!isSourceFile(file) || !matches(file) || !this.options.isIncluded(file)) return;
    else if (target instanceof Error) this.skip(file, `A symbolic link that leads nowhere: ${reasonOf(target)}. Mend or remove it.`);
    else await this.addFound(file, ignores);
  }

  private async addFound(file: string, ignores: Ignores): Promise<void> {
    const stats = await this.disk.stat(file).catch((error: NodeJS.ErrnoException) => error);
    if (stats instanceof Error) return this.skip(file, `The file cannot be read: ${reasonOf(stats)}. Run the audit again.`);
    if (stats.size <= maxBytes) return this.take({ file, ignores });
    this.skip(file, `Skipped: ${(stats.size / 1_000_000).toFixed(1)} MB is more than 1 MB. Name the file on the command line to audit it, or exclude it.`);
  }

  private skip(file: string, message: string): void {
    this.problems.push({ kind: 'skipped', path: file, message });
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go round in circles',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  EDQUOT: 'there is no room left on the disk for this user',
  EROFS: 'the file system is read-only',
};

/** An error of the file system in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
