import type { Finding } from '../analysis/finding.ts';
import type { FileResult } from './analyze.ts';
import type { AuditResult } from './audit.ts';
import type { ProjectPlan } from './projects.ts';
import type { Rests } from './rests.ts';

/** What came out of a part of an audit. */
export type PartOfResult = Pick<AuditResult, 'findings' | 'problems' | 'files' | 'suppressed' | 'texts'>;

/** A project that is to be analysed. */
export interface Asked {
  /** Tells it apart from others. */
  name: string;
  /** Everything that is known of it beforehand. */
  about: string;
}

/** What came out of a project file by file, with all that it rests on. */
export interface ByFile {
  rests: Rests;
  /** By path. */
  results: ReadonlyMap<string, FileResult>;
}

/** What came out of a project of which nothing has changed since but the texts of some of its files. */
export interface Earlier extends ByFile {
  edited: ReadonlySet<string>;
}

/** Remembers what came out of projects. */
export interface ProjectMemory {
  /** What came out of a project the last time, if that holds still, or may do so for some of its files. */
  recall(asked: Asked): PartOfResult | Earlier | undefined;
  /**
   * Listens to what the work on a project is told by the file system, until the answer is called with what came out; with nothing, if
   * that shall be forgotten. `earlier` is what the work may make use of; `kept` counts the files of which it did.
   */
  listen(asked: Asked, earlier: Earlier | undefined): (part: PartOfResult | undefined, byFile: ByFile | undefined, kept: number) => void;
}

/** How a memory is asked about a project of which some files are chosen. */
export function askedOf(plan: ProjectPlan, chosen: readonly string[]): Asked {
  const { configPath, folder, rootNames } = plan.project;
  const roots = new Set(rootNames);
  return {
    // Files beside a project (see `Projects`) are none of its roots.
    name: `${configPath ?? folder}${plan.files.some((file) => roots.has(file)) ? '' : ' beside'}`,
    // TypeScript hangs the tree of the config file on its options.
    about: JSON.stringify([plan, chosen], (key, value: unknown) => (key === 'configFile' ? undefined : value)),
  };
}

/** The texts, of those at hand, that findings and their fixes are about. */
export function textsBehind(findings: readonly Finding[], texts: ReadonlyMap<string, string>): Map<string, string> {
  const paths = new Set(findings.flatMap((finding) => [finding, ...finding.related, ...finding.fixes().flatMap(({ edits }) => edits)]).map(({ path }) => path));
  return new Map([...texts].filter(([path]) => paths.has(path)));
}
