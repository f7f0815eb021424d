import { atLeast, severities, type Finding, type Problem, type Severity } from '../analysis/finding.ts';
import type { AuditResult } from '../audit/audit.ts';

/** What every format is made from: the findings that are listed, counted. */
export interface Report {
  /** Absolute; reports show paths relative to it. */
  cwd: string;
  toolVersion: string;
  findings: readonly Finding[];
  problems: readonly Problem[];
  /** Texts by absolute path, for code frames. */
  texts: ReadonlyMap<string, string>;
  summary: Summary;
  /** How much of the truth this is, a sentence each: how far an audit came, what has changed since. Formats for people show them. */
  remarks?: readonly string[];
}

export interface Summary {
  files: number;
  findings: number;
  /** Only rules and severities that occur; in the order of the report's findings and from loud to silent. */
  byRule: Record<string, number>;
  bySeverity: Record<string, number>;
  suppressed: number;
  baselined: number;
  partial: boolean;
  durationMs: number;
}

/** Makes a report of the findings at or above a severity. */
export function createReport(result: AuditResult, options: { cwd: string; toolVersion: string; severity: Severity }): Report {
  const findings = result.findings.filter((finding) => atLeast(finding.severity, options.severity));
  return {
    cwd: options.cwd,
    toolVersion: options.toolVersion,
    findings,
    problems: result.problems,
    texts: result.texts,
    summary: summaryOf(findings, { files: result.files.length, suppressed: result.suppressed, baselined: result.baselined, partial: result.partial, durationMs: result.durationMs }),
  };
}

/** The summary of the findings that are listed. */
export function summaryOf(findings: readonly Finding[], { files, ...rest }: Pick<Summary, 'files' | 'suppressed' | 'baselined' | 'partial' | 'durationMs'>): Summary {
  return {
    files,
    findings: findings.length,
    byRule: count(findings.map((finding) => finding.rule).sort()),
    bySeverity: count((['error', 'warning', 'information', 'hint'] as const).flatMap((severity) => findings.filter((finding) => finding.severity === severity).map(() => severity))),
    ...rest,
  };
}

/** From loud to silent, and in the order of reports where they are alike: what a format has no room for are the least. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const loudness = (finding: Finding): number => severities.indexOf(finding.severity);
  return [...findings].sort((left, right) => loudness(right) - loudness(left));
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
