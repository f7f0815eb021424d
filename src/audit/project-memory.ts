import type { Finding } from '../analysis/finding.ts';
import type { AuditResult } from './audit.ts';
import type { ProjectPlan } from './projects.ts';

/** What came out of a part of an audit. */
export type PartOfResult = Pick<AuditResult, 'findings' | 'problems' | 'files' | 'suppressed' | 'texts'>;

/** A project that is to be analysed. */
export interface Asked {
  /** Tells it apart from others. */
  name: string;
  /** Everything that is known of it beforehand. */
  about: string;
}

/** Remembers what came out of projects. */
export interface ProjectMemory {
  /** What came out of a project the last time, if that holds still. */
  recall(asked: Asked): PartOfResult | undefined;
  /** Listens to what the work on a project is told by the file system, until the answer is called with what came out; with nothing, if that shall be forgotten. */
  listen(asked: Asked): (part: PartOfResult | undefined) => void;
}

/** How a memory is asked about a project of which some files are chosen. */
export function askedOf(plan: ProjectPlan, chosen: readonly string[]): Asked {
  const { configPath, folder, rootNames } = plan.project;
  return {
    // Of files beside a project (see `Projects`) the project has no roots.
    name: `${configPath ?? folder}${rootNames.length === 0 ? ' beside' : ''}`,
    // TypeScript hangs the tree of the config file on its options.
    about: JSON.stringify([plan, chosen], (key, value: unknown) => (key === 'configFile' ? undefined : value)),
  };
}

/** The texts, of those at hand, that findings and their fixes are about. */
export function textsBehind(findings: readonly Finding[], texts: ReadonlyMap<string, string>): Map<string, string> {
  const paths = new Set(findings.flatMap((finding) => [finding, ...finding.related, ...finding.fixes().flatMap(({ edits }) => edits)]).map(({ path }) => path));
  return new Map([...texts].filter(([path]) => paths.has(path)));
}
