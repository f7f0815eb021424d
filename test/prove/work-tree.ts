import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { relativePath } from '../../src/audit/paths.ts';

const run = promisify(execFile);

/** Files of a git checkout that are given other texts for a while. What is in git is not lost, whatever happens. */
export class WorkTree {
  private readonly root: string;
  /** By absolute path; undefined where there was no file. */
  private readonly originals = new Map<string, Buffer | undefined>();

  /** `root`: absolute, with `/`. */
  constructor(root: string) {
    this.root = root;
  }

  /** Throws where a change could be lost: outside a git checkout, and for files that are not in git as they are. */
  async check(paths: readonly string[]): Promise<void> {
    const existing = paths.filter((path) => fs.existsSync(path));
    const git = async (...args: string[]): Promise<string> => (await run('git', args, { cwd: this.root, maxBuffer: 1e8 })).stdout;
    await git('rev-parse', '--is-inside-work-tree').catch((error: unknown) => {
      throw new Error(`${this.root} is in no git checkout, which alone can bring back what goes wrong. For a copy: git init, git add -A, git commit.`, { cause: error });
    });
    const dirty = existing.length > 0 ? await git('status', '--porcelain', '--ignored', '--', ...existing) : '';
    const [first] = dirty.split('\n');
    if (first !== undefined && first !== '') throw new Error(`${first.slice(3)} is not in git as it is. Commit it, or put it aside (git stash).`);
  }

  /** What a file holds without changes. */
  readonly original = (path: string): string | undefined => {
    if (!this.originals.has(path)) this.originals.set(path, fs.existsSync(path) ? fs.readFileSync(path) : undefined);
    return this.originals.get(path)?.toString('utf8');
  };

  /** Gives files other texts; all others are as they were. */
  set(texts: ReadonlyMap<string, string>): void {
    this.restore();
    for (const [path, text] of texts) {
      this.original(path);
      fs.writeFileSync(path, text);
    }
  }

  /** Everything is as it was. Throws an error that names the files for which that is not so. */
  restore(): void {
    const lost: string[] = [];
    for (const [path, text] of this.originals) {
      try {
        if (text === undefined) fs.rmSync(path, { force: true });
        else if (!fs.readFileSync(path).equals(text)) fs.writeFileSync(path, text);
      } catch (error) {
        lost.push(`${relativePath(this.root, path)} (${error instanceof Error ? error.message : String(error)})`);
      }
    }
    if (lost.length > 0) throw new Error(`These files are not as they were; git restore brings them back: ${lost.join(', ')}`);
  }
}
