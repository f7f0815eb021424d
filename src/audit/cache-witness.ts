import type fs from 'node:fs';
import { answerOf, bytesOf, entriesOf, hashOf, isSettled, listingOf, markOf, realPathOf, statsOf, type Listing, type Question } from './cache-facts.ts';
import type { FileFacts, FolderFacts, Manifest } from './cache-manifest.ts';
import { folderOf, join } from './paths.ts';

interface FileNote {
  hash: string;
  /** Taken before the file was read. */
  mark: string;
}

interface FolderNote {
  /** Taken before anything in it was asked for. */
  mark: string;
  answers: Map<string, string>;
  listings: Map<Listing, string>;
}

/** What a part of a run was told. */
export interface Testimony {
  files: Map<string, FileNote>;
  folders: Map<string, FolderNote>;
}

/** Writes down what a run is told of the file system. */
export class Witness {
  private readonly all: Testimony = { files: new Map(), folders: new Map() };
  private part: Testimony | undefined;
  /** By the clock of the file system, in milliseconds. */
  private readonly started: number;
  /** It was told different things at different times. */
  private contradicted = false;

  constructor(started: number) {
    this.started = started;
  }

  /** From here on a part of the run is listened to apart, until this is called with false. */
  listen(isApart = true): Testimony {
    this.part = isApart ? { files: new Map(), folders: new Map() } : undefined;
    return this.part ?? this.all;
  }

  /** An answer was given. */
  note(question: Question, path: string, answer: string): void {
    const folder = folderOf(path);
    const name = nameIn(folder, path);
    for (const testimony of this.listeners()) this.put(this.folderNote(testimony, folder).answers, `${question}${name}`, answer);
  }

  /** A listing of a folder was given. */
  noteListing(folder: string, entries: readonly fs.Dirent[] | undefined, listing: Listing): void {
    const path = withoutSlash(folder);
    const answer = listingOf(path, entries, listing);
    for (const testimony of this.listeners()) this.put(this.folderNote(testimony, path).listings, listing, answer);
  }

  /** A question is about to be asked in a folder. */
  look(path: string): void {
    for (const testimony of this.listeners()) this.folderNote(testimony, path);
  }

  /** Reads a file; undefined where that cannot be. */
  read(path: string): Buffer | undefined {
    const stats = statsOf(path);
    const mark = markOf(stats);
    const bytes = bytesOf(path);
    // It is there and cannot be read: why not may change without a trace.
    if (stats && !bytes) this.contradicted = true;
    const hash = hashOf(bytes);
    const before = this.all.files.get(path);
    if (before && before.hash !== hash) this.contradicted = true;
    for (const { files } of this.listeners()) if (!files.has(path)) files.set(path, before ?? { hash, mark });
    return bytes;
  }

  /** What was read before is used again. */
  reuse(path: string): void {
    const note = this.all.files.get(path);
    if (note && this.part) this.part.files.set(path, note);
  }

  /** What a part, or all of the run, was told; undefined where it no longer holds, or did not all the while. */
  manifest(testimony: Testimony = this.all): Manifest | undefined {
    if (this.contradicted) return undefined;
    const files: FileFacts[] = [];
    for (const [path, note] of testimony.files) {
      const facts = this.settledFile(path, note);
      if (!facts) return undefined;
      files.push(facts);
    }
    const folders: FolderFacts[] = [];
    for (const [path, note] of testimony.folders) {
      const facts = this.settledFolder(path, note);
      if (!facts) return undefined;
      folders.push(facts);
    }
    return { files, folders };
  }

  private listeners(): Testimony[] {
    return this.part ? [this.all, this.part] : [this.all];
  }

  private folderNote(testimony: Testimony, path: string): FolderNote {
    let note = testimony.folders.get(path);
    if (!note) testimony.folders.set(path, (note = { mark: this.all.folders.get(path)?.mark ?? markOf(statsOf(path)), answers: new Map(), listings: new Map() }));
    return note;
  }

  private put<K>(answers: Map<K, string>, key: K, answer: string): void {
    const before = answers.get(key);
    if (before !== undefined && before !== answer) this.contradicted = true;
    answers.set(key, answer);
  }

  private settledFile(path: string, { hash, mark }: FileNote): FileFacts | undefined {
    const stats = statsOf(path);
    if (markOf(stats) !== mark) return hashOf(bytesOf(path)) === hash ? { path, hash } : undefined;
    return isSettled(stats, this.started) ? { path, hash, mark } : { path, hash };
  }

  private settledFolder(path: string, note: FolderNote): FolderFacts | undefined {
    const stats = statsOf(path);
    const isSame = markOf(stats) === note.mark && isSettled(stats, this.started);
    const entries = stats?.isDirectory() ? entriesOf(path) : [];
    const links = new Set(entries?.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name));
    const real = realPathOf(path);
    const facts: FolderFacts = { path, firm: [], loose: [], listings: [...note.listings], ...(links.size > 0 && { hasLinks: true }) };
    for (const [key, answer] of note.answers) {
      const [question, name] = [key.charAt(0) as Question, key.slice(1)];
      const isReal = question === 'r' && answer === join(real, name);
      if (isReal) facts.real = real;
      const isFirm = entries !== undefined && !links.has(name) && (question === 'r' ? isReal : question !== 's' || !/\d/.test(answer));
      (isFirm ? facts.firm : facts.loose).push(name, question, answer);
      if ((!isSame || !isFirm) && answerOf(question, join(path, name)) !== answer) return undefined;
    }
    if (!isSame || links.size > 0 || !entries) for (const [listing, answer] of note.listings) if (listingOf(path, entriesOf(path), listing) !== answer) return undefined;
    return isSame && entries ? { ...facts, mark: note.mark } : facts;
  }
}

function withoutSlash(folder: string): string {
  return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
}

function nameIn(folder: string, path: string): string {
  return path.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}
