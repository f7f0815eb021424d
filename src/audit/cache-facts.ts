/* async-pitfalls-disable blocking-call -- thousands of small questions, asked by the command line, which has nothing else to do until they are answered */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { cacheFolderName } from './cache-folder-name.ts';
import { configNamePattern, maxBytes } from './disk.ts';
import { join } from './paths.ts';

/**
 * What was asked of a path: is it a file, a folder, is there anything, how large is it (that of small files counts as one), where
 * do its links lead.
 */
export type Question = 'f' | 'd' | 'e' | 's' | 'r';

/** Which of a folder's entries were asked for: code, code and JSON, config files of TypeScript's, folders. */
export type Listing = 'code' | 'json' | 'config' | 'folders';

/** Answers a question by looking. A path that leads nowhere is answered, not thrown. */
export function answerOf(question: Question, path: string): string {
  if (question === 'e') return fs.existsSync(path) ? 'y' : '';
  if (question === 'r') return realPathOf(path);
  const stats = statsOf(path);
  if (question === 's') return sizeAnswer(stats);
  return (question === 'f' ? stats?.isFile() : stats?.isDirectory()) ? 'y' : '';
}

/** The answer to how large something is. */
export function sizeAnswer(stats: fs.Stats | undefined): string {
  if (!stats) return '';
  return stats.isDirectory() ? 'd' : !stats.isFile() ? 'o' : stats.size > maxBytes ? String(stats.size) : 'f';
}

/** Where the links of a path lead; the path itself where they lead nowhere. */
export function realPathOf(path: string): string {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return path;
  }
}

/** What a path leads to; undefined where it leads nowhere, or may not be looked at. */
export function statsOf(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The bytes of a file; undefined where it cannot be read. */
export function bytesOf(path: string): Buffer | undefined {
  try {
    return fs.readFileSync(path);
  } catch {
    return undefined;
  }
}

/** A text as TypeScript reads it, without byte order mark. */
export function decoded(bytes: Buffer): string {
  const [first, second, third] = bytes;
  if (first === 0xfe && second === 0xff) return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16().toString('utf16le', 2);
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8', first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0);
}

/** A hash of bytes; that of nothing for what could not be read. */
export function hashOf(bytes: Buffer | string | undefined): string {
  return bytes === undefined ? '' : createHash('sha256').update(bytes).digest('base64');
}

/** What is in a folder; undefined where it cannot be read. */
export function entriesOf(folder: string): fs.Dirent[] | undefined {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** What of a folder's entries counts in a listing. The cache's own folder does not. */
export function listingOf(folder: string, entries: readonly fs.Dirent[] | undefined, listing: Listing): string {
  if (!entries) return '';
  const counted = entries.flatMap((entry) => {
    const { name } = entry;
    if (name === cacheFolderName || (listing === 'config' && !configNamePattern.test(name))) return [];
    if (entry.isDirectory()) return [`${name}/`];
    if (entry.isSymbolicLink()) return [`${name}@${kindOf(statsOf(join(folder, name)))}`];
    return isListed(name, listing) ? [entry.isFile() ? name : `${name}?`] : [];
  });
  return hashOf(counted.sort().join('\n'));
}

function kindOf(stats: fs.Stats | undefined): string {
  return stats?.isFile() ? 'f' : stats?.isDirectory() ? 'd' : '';
}

function isListed(name: string, listing: Listing): boolean {
  if (listing === 'folders') return false;
  return listing === 'config' || /\.[mc]?[jt]sx?$/.test(name) || (listing === 'json' && name.endsWith('.json'));
}

/** What changes whenever a file, or what is in a folder, does. Empty for what is not there. */
export function markOf(stats: fs.Stats | undefined): string {
  return stats ? `${stats.dev}:${stats.ino}:${stats.isDirectory() ? '' : stats.size}:${stats.mtimeMs}:${stats.ctimeMs}` : '';
}

/** File systems count time in steps, the coarsest in two seconds. */
const step = 2_500;

/**
 * Whether a mark tells every later change: what was changed shortly before `time` (milliseconds, by the clock of the file system)
 * may have been changed once more with the same mark. Git calls such files racily clean.
 */
export function isSettled(stats: fs.Stats | undefined, time: number): boolean {
  return !stats || Math.max(stats.mtimeMs, stats.ctimeMs) < time - step;
}
