import type { Edit, Finding, Fix, Problem } from '../analysis/finding.ts';
import type { AuditOptions } from '../audit/audit.ts';

/** A finding that can go from thread to thread. */
export type PlainFinding = Omit<Finding, 'fixes'>;

/** The same with the fixes on offer, for reports. */
export interface AuditedFinding extends PlainFinding {
  fixes: readonly Fix[];
}

/** One workspace folder with its settings. */
export interface AuditRoot {
  folder: string;
  types: AuditOptions['types'];
  settings: NonNullable<AuditOptions['settings']>;
}

/** What the worker is started with. */
export interface AuditJob {
  roots: AuditRoot[];
  /** The editor's texts of open files, by path. */
  open: [path: string, text: string][];
  /** Only files that differ from git's HEAD. */
  changed?: boolean;
  /** A refresh: not everything, but these files, those that import them, and new files if an audit would find them. */
  refresh?: { changed: string[]; audited: string[] };
  /** Not what is wrong is asked for, but the safe fixes. */
  fix?: boolean;
}

/** What the safe fixes of a file come to. */
export interface FixedFile {
  path: string;
  /** The text that they were worked out on, with byte order mark where it has one. */
  before: string;
  /** Of that text without byte order mark. */
  edits: Edit[];
  fixes: number;
}

/** What the worker says. It ends with `done`. */
export type AuditMessage =
  | { kind: 'progress'; done: number; total: number; round: number }
  /**
   * `stamp`: of the text that was looked at; empty without findings. `baselined`: how many more findings the baseline holds.
   * `fixable`: how many of those listed a safe fix would mend.
   */
  | { kind: 'file'; path: string; findings: AuditedFinding[]; stamp: string; suppressed: number; baselined: number; fixable: number }
  | { kind: 'fixed'; file: FixedFile }
  /** `refusals`: for each folder that could not be audited, why. `unfinished`: the rounds were used up, and there is still something to fix. */
  | { kind: 'done'; problems: Problem[]; files: string[]; refusals: string[]; unfinished: boolean };
