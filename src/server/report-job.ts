import type { Problem } from '../analysis/finding.ts';
import type { RuleId } from '../rules/catalogue.ts';
import type { AuditedFinding } from './audit-messages.ts';
import type { ReportParams } from './protocol.ts';

/** An audited file, for a report. */
export interface ReportedFile {
  path: string;
  findings: readonly AuditedFinding[];
  suppressed: number;
  baselined: number;
  /** Of the text in which the findings stand; empty without findings. */
  stamp: string;
}

/** What a report is made of; it can go from thread to thread. */
export interface ReportJob extends ReportParams {
  /** Absolute, with `/`: the paths in the report are relative to it. */
  folder: string;
  /** In the order of paths. */
  files: ReportedFile[];
  /** How many files were audited, with findings or without. */
  audited: number;
  /** The texts of open documents, without byte order mark; of others what is on disk counts. */
  open: ReadonlyMap<string, string>;
  problems: readonly Problem[];
  /** The last audit was cancelled, or is under way: it has looked at so many files, of so many. */
  partial?: { files: number; total: number };
  /** The rules that could speak. */
  rules: readonly RuleId[];
}

/** What the thread says when the report is made. */
export interface ReportDone {
  text: string;
  findings: number;
  /** Files whose text is not the one in which their findings stand. */
  changed: string[];
}
