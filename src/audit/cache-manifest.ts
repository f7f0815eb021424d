import type { Listing, Question } from './cache-facts.ts';

/** Everything that a run was told of the file system, and by what it is known quickly that it would be told the same again. */
export interface Manifest {
  files: FileFacts[];
  folders: FolderFacts[];
}

/** A file that was read. */
export interface FileFacts {
  /** Absolute, with `/`. */
  path: string;
  /** Of its bytes; empty where it could not be read. */
  hash: string;
  /** As long as it has this mark it has not changed; undefined where only its bytes tell. */
  mark?: string;
}

/** A folder, and what was asked of the paths in it. */
export interface FolderFacts {
  path: string;
  /** As long as it has this mark nothing has come, gone, or changed its kind in it; undefined where each answer must be looked at. */
  mark?: string;
  /** Where its own links lead, if that tells where those of paths in it do. */
  real?: string;
  /** Questions whose answers stay the same as long as the mark does: name, question, answer, and so on. */
  firm: string[];
  /** Those of links, and of large files: their answers can change all the same. */
  loose: string[];
  listings: [Listing, string][];
  /** One of its entries is a link: what is listed can change all the same. */
  hasLinks?: boolean;
}

/** The questions in a flat list. */
export function* factsIn(list: readonly string[]): Generator<{ name: string; question: Question; answer: string }> {
  for (let at = 0; at + 2 < list.length; at += 3) yield { name: list[at] ?? '', question: list[at + 1] as Question, answer: list[at + 2] ?? '' };
}

/** Whether files that two runs have read were the same to both. */
export function agree(one: Manifest, other: Manifest): boolean {
  const hashes = new Map(one.files.map(({ path, hash }) => [path, hash]));
  return other.files.every(({ path, hash }) => (hashes.get(path) ?? hash) === hash);
}

/** What of an earlier manifest, that holds still, a later one does not say. */
export function beyond(earlier: Manifest, later: Manifest): Manifest {
  const files = new Set(later.files.map(({ path }) => path));
  const folders = new Map<string, FolderFacts[]>();
  for (const facts of later.folders) folders.set(facts.path, [...folders.get(facts.path) ?? [], facts]);
  return {
    files: earlier.files.filter(({ path }) => !files.has(path)),
    folders: earlier.folders.flatMap((facts) => {
      const same = folders.get(facts.path) ?? [];
      const said = new Set(same.flatMap(({ firm, loose }) => [...factsIn(firm), ...factsIn(loose)].map(({ name, question }) => `${question}${name}`)));
      const listed = new Set(same.flatMap(({ listings }) => listings.map(([listing]) => listing)));
      const left = (list: readonly string[]): string[] => [...factsIn(list)].flatMap(({ name, question, answer }) => (said.has(`${question}${name}`) ? [] : [name, question, answer]));
      const rest = { ...facts, firm: left(facts.firm), loose: left(facts.loose), listings: facts.listings.filter(([listing]) => !listed.has(listing)) };
      return rest.firm.length + rest.loose.length + rest.listings.length > 0 ? [rest] : [];
    }),
  };
}

/** Several manifests as one. */
export function joined(manifests: readonly Manifest[]): Manifest {
  // Where they contradict each other, neither is left out: no run will be told both.
  const files = new Map(manifests.flatMap((manifest) => manifest.files).map((facts) => [`${facts.path} ${facts.hash}`, facts]));
  return { files: [...files.values()], folders: manifests.flatMap((manifest) => manifest.folders) };
}
