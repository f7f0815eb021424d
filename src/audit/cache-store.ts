/* async-pitfalls-disable blocking-call -- asked by the command line, which has nothing else to do meanwhile */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { hashOf } from './cache-facts.ts';
import { cacheFolderName } from './cache-folder-name.ts';
import { decodedEntry, encoded, type Entry } from './cache-record.ts';
import { reasonOf } from './discover.ts';
import { join } from './paths.ts';

/** How a file is written. A full disk is tried out with another one. */
export type WriteFile = (path: string, text: string) => void;

const writeNew: WriteFile = (path, text) => fs.writeFileSync(path, text, { flag: 'wx' });

/** As many entries are kept, and as many bytes. */
const maxEntries = 1_000;
const maxBytes = 512_000_000;

/**
 * The folder in which results are kept. Whatever is wrong with it is told once, on one line, and changes nothing else: there is
 * no entry then, and none is kept. Entries are put in place whole, so that any number of runs may share the folder.
 */
export class CacheStore {
  private readonly folder: string;
  private readonly tell: (line: string) => void;
  private readonly writeFile: WriteFile;
  /** What still works. */
  private readonly works = { read: true, written: true };
  private hasTold = false;

  /** `parent` is absolute: the folder in which the cache's own lies. */
  constructor(parent: string, tell: (line: string) => void, writeFile: WriteFile = writeNew) {
    this.folder = join(parent, cacheFolderName);
    this.tell = tell;
    this.writeFile = writeFile;
    this.works.read = this.attempt('written', () => this.open());
  }

  /** What time it is by the clock of the folder's file system, or by that of the machine where that is earlier. In milliseconds. */
  clock(): number {
    let there = Infinity;
    this.attempt('written', () => {
      const path = join(this.folder, `${randomUUID()}.tmp`);
      try {
        this.writeFile(path, '');
        there = fs.statSync(path).mtimeMs;
      } finally {
        fs.rmSync(path, { force: true });
      }
    });
    return Math.min(there, Date.now());
  }

  /** The entry of a key. */
  read(key: string): Entry | undefined {
    const path = this.pathOf(key);
    let entry: Entry | undefined;
    this.attempt('read', () => {
      const text = readUnlinked(path);
      if (text === undefined) return;
      entry = decodedEntry(text, hashOf);
      if (!entry) this.say(`${cacheFolderName}: a file of the cache is damaged, or not of this program: it is made anew.`);
      // A hash of the key is the file's name: it is the same one unless somebody has renamed it.
      else if (entry.key !== key) entry = undefined;
    });
    return entry;
  }

  /** Keeps an entry. Of two runs that keep the same one at the same time the last wins. */
  write(entry: Entry): void {
    const temporary = join(this.folder, `${randomUUID()}.tmp`);
    this.attempt('written', () => {
      try {
        this.writeFile(temporary, encoded(entry, hashOf));
        fs.renameSync(temporary, this.pathOf(entry.key));
      } finally {
        fs.rmSync(temporary, { force: true });
      }
      this.prune();
    });
  }

  private open(): void {
    let stats = fs.lstatSync(this.folder, { throwIfNoEntry: false });
    if (!stats) {
      // Another run may be making it.
      fs.mkdirSync(this.folder, { recursive: true });
      stats = fs.lstatSync(this.folder);
    }
    // A link could lead anywhere, and what is written there would be somebody else's.
    if (!stats.isDirectory()) throw new Error('it is no folder, or a link to one. Remove it');
    const gitignore = join(this.folder, '.gitignore');
    if (!fs.lstatSync(gitignore, { throwIfNoEntry: false })) this.attempt('written', () => { this.writeFile(gitignore, '*\n'); });
  }

  /** The oldest entries make room, and what runs that were killed have left goes. */
  private prune(): void {
    const files = fs.readdirSync(this.folder).filter((name) => /^[\da-f-]+\.(?:json|tmp)$/.test(name)).flatMap((name) => {
      const path = join(this.folder, name);
      const stats = fs.lstatSync(path, { throwIfNoEntry: false });
      return stats ? [{ path, size: stats.size, time: stats.mtimeMs, isEntry: name.endsWith('.json') }] : [];
    });
    const hour = 3_600_000;
    const left = files.filter(({ isEntry, time }) => !isEntry && time < Date.now() - hour);
    let room = maxBytes;
    const old = files.filter(({ isEntry }) => isEntry).sort((a, b) => b.time - a.time).filter(({ size }, index) => index > 0 && ((room -= size) < 0 || index >= maxEntries));
    for (const { path } of [...left, ...old]) fs.rmSync(path, { force: true });
  }

  private pathOf(key: string): string {
    return join(this.folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
  }

  /** Whether it went well. Nothing of the cache may end an audit, or change what comes out of it. */
  private attempt(what: 'read' | 'written', work: () => void): boolean {
    if (!this.works[what]) return false;
    try {
      work();
      return true;
    } catch (error) {
      this.say(`${cacheFolderName} cannot be ${what}: ${reasonOf(error)}. The audit goes on without a cache.`);
      return (this.works[what] = false);
    }
  }

  private say(line: string): void {
    if (!this.hasTold) this.tell(line);
    this.hasTold = true;
  }
}

/** The text of a file; undefined where there is none. A link is not followed. */
function readUnlinked(path: string): string | undefined {
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  return stats.isFile() ? fs.readFileSync(path, 'utf8') : '';
}
