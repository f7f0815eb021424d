import { answerOf, bytesOf, entriesOf, hashOf, isSettled, listingOf, markOf, realPathOf, statsOf } from './cache-facts.ts';
import { factsIn, type FileFacts, type FolderFacts, type Manifest } from './cache-manifest.ts';
import { join } from './paths.ts';

/** What a look at the file system says of a manifest. */
export interface Check {
  /** The first path that is not as it was; undefined where all is. */
  changed: string | undefined;
  /** The files that have other texts, of those that may. */
  edited: readonly string[];
  /** The manifest with what is known of it by now, where that is more than before. */
  better: Manifest | undefined;
}

/** Whether a run would be told the same again, but for the texts of files that may have changed. `now` is a time before the look, in milliseconds by the clock of the file system. */
export function check(manifest: Manifest, now: number, mayChange: (path: string) => boolean = () => false): Check {
  let isBetter = false;
  const edited: string[] = [];
  const files: FileFacts[] = [];
  for (const facts of manifest.files) {
    const found = checkFile(facts, now);
    if (!found && !mayChange(facts.path)) return { changed: facts.path, edited, better: undefined };
    if (!found) {
      edited.push(facts.path);
      continue;
    }
    isBetter ||= found !== facts;
    files.push(found);
  }
  const folders: FolderFacts[] = [];
  for (const facts of manifest.folders) {
    const found = checkFolder(facts, now);
    if (typeof found === 'string') return { changed: found, edited, better: undefined };
    isBetter ||= found !== facts;
    folders.push(found);
  }
  // What is left of the files holds on.
  return { changed: undefined, edited, better: isBetter || edited.length > 0 ? { files, folders } : undefined };
}

function checkFile(facts: FileFacts, now: number): FileFacts | undefined {
  const stats = statsOf(facts.path);
  const mark = markOf(stats);
  if (facts.mark === mark) return facts;
  if (hashOf(bytesOf(facts.path)) !== facts.hash) return undefined;
  return isSettled(stats, now) ? { ...facts, mark } : facts;
}

/** The facts of a folder where they hold, else the path that is not as it was. */
function checkFolder(facts: FolderFacts, now: number): FolderFacts | string {
  const stats = statsOf(facts.path);
  const mark = markOf(stats);
  const isSame = facts.mark === mark;
  if (facts.real !== undefined && realPathOf(facts.path) !== facts.real) return facts.path;
  const changed = firstChanged(facts, facts.loose) ?? (isSame ? undefined : firstChanged(facts, facts.firm));
  if (changed !== undefined) return changed;
  const isListed = facts.listings.length > 0 && (!isSame || facts.hasLinks === true);
  if (isListed && !sameListings(facts)) return facts.path;
  // Links may be new: which answers are firm is found out by a run only.
  if (isSame || !isSettled(stats, now) || hasNewLinks(facts)) return facts;
  return { ...facts, mark };
}

function firstChanged({ path }: FolderFacts, list: readonly string[]): string | undefined {
  for (const { name, question, answer } of factsIn(list)) if (answerOf(question, join(path, name)) !== answer) return join(path, name);
  return undefined;
}

function sameListings({ path, listings }: FolderFacts): boolean {
  const entries = entriesOf(path);
  return listings.every(([listing, answer]) => listingOf(path, entries, listing) === answer);
}

/** Whether a name that was no link when the run was made is one now. */
function hasNewLinks({ path, firm, hasLinks }: FolderFacts): boolean {
  const links = entriesOf(path)?.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name) ?? [];
  const firmNames = new Set([...factsIn(firm)].map(({ name }) => name));
  return (links.length > 0 && !hasLinks) || links.some((name) => firmNames.has(name));
}
