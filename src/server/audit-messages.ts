import type { Finding, Problem } from '../analysis/finding.ts';
import type { AuditOptions } from '../audit/audit.ts';

/** A finding that can go from thread to thread. */
export type PlainFinding = Omit<Finding, 'fixes'>;

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
}

/** What the worker says. It ends with `done`. */
export type AuditMessage =
  | { kind: 'progress'; done: number; total: number }
  /** `baselined`: how many more the baseline holds. */
  | { kind: 'file'; path: string; findings: PlainFinding[]; baselined: number }
  /** `refusals`: for each folder that could not be audited, why. */
  | { kind: 'done'; problems: Problem[]; files: string[]; refusals: string[] };
