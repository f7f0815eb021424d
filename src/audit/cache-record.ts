import type { Finding, Fix, Problem } from '../analysis/finding.ts';
import type { Manifest } from './cache-manifest.ts';
import type { FileResult } from './analyze.ts';
import type { ByFile, PartOfResult } from './project-memory.ts';
import type { Rests } from './rests.ts';

/** Findings with their fixes as data. */
type PlainFinding = Omit<Finding, 'fixes'> & { fixes: Fix[] };

/** What came out of a run, or of one of its projects, as data. */
export interface Outcome {
  findings: PlainFinding[];
  problems: Problem[];
  files: string[];
  suppressed: number;
  /** The files whose texts reports want: as they are on disk, or the text itself where it was analysed as another. */
  texts: [path: string, text?: string][];
}

/** What is kept in a file of the cache. */
export interface Entry {
  /** What it is an entry of. */
  key: string;
  /** All that decides besides the file system, where the key does not say it. */
  about: string;
  manifest: Manifest;
  outcome: Outcome;
  /** Of a project, where it is known what each file's findings rest on. */
  byFile?: FileOutcomes;
}

/** What of a project's outcome belongs to which file; findings say that themselves. */
export interface FileOutcomes {
  rests: Rests;
  files: [path: string, suppressed: number, problems: Problem[]][];
}

/** What belongs to which file as data. */
export function toFileOutcomes({ rests, results }: ByFile): FileOutcomes {
  return { rests, files: [...results.values()].map(({ path, suppressed, problems }) => [path, suppressed, problems]) };
}

/** What came out of a project file by file, from data. */
export function fromFileOutcomes({ rests, files }: FileOutcomes, { findings }: Outcome): ByFile {
  const results = new Map<string, FileResult>(files.map(([path, suppressed, problems]) => [path, { path, findings: [], problems, suppressed }]));
  for (const { fixes, ...finding } of findings) results.get(finding.path)?.findings.push({ ...finding, fixes: () => fixes });
  return { rests, results };
}

/** A result as data. `onDisk` gives the text of a file as it was read, without byte order mark. */
export function toOutcome({ findings, problems, files, suppressed, texts }: PartOfResult, onDisk: (path: string) => string | undefined): Outcome {
  return {
    findings: findings.map((finding) => ({ ...finding, fixes: finding.fixes() })),
    problems,
    files,
    suppressed,
    texts: [...texts].map(([path, text]) => (onDisk(path) === text ? [path] : [path, text])),
  };
}

/** A result from data. `onDisk` is as above; undefined where a text is not what it was. */
export function fromOutcome(outcome: Outcome, onDisk: (path: string) => string | undefined): PartOfResult | undefined {
  const texts = new Map<string, string>();
  for (const [path, own] of outcome.texts) {
    const text = own ?? onDisk(path);
    if (text === undefined) return undefined;
    texts.set(path, text);
  }
  const findings = outcome.findings.map(({ fixes, ...finding }): Finding => ({ ...finding, fixes: () => fixes }));
  return { ...outcome, findings, texts };
}

const magic = 'async-pitfalls-cache 2';

/** The text of an entry's file. `hash` is of a text. */
export function encoded(entry: Entry, hash: (text: string) => string): string {
  const body = JSON.stringify(entry);
  return `${magic} ${hash(body)}\n${body}`;
}

/** An entry from the text of its file; undefined where it is damaged, or somebody else's. */
export function decodedEntry(text: string, hash: (text: string) => string): Entry | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return text.slice(0, end) === `${magic} ${hash(body)}` ? JSON.parse(body) as Entry : undefined;
}
