import { atLeast, type Finding, type Problem, type Severity } from '../analysis/finding.ts';
import { compareText } from '../audit/paths.ts';
import { ReportError, type ReadReport } from './read-json.ts';
import { summaryOf, type Report } from './report.ts';

/**
 * Joins reports: what several say is said once, what they counted is added up. `texts` are those of files that are still
 * there, without byte order mark. Throws a ReportError for reports of different versions.
 */
export function mergeReports(reports: readonly ReadReport[], options: { cwd: string; severity: Severity; texts: ReadonlyMap<string, string> }): Report {
  const versions = [...new Set(reports.map(({ toolVersion }) => toolVersion))].sort();
  if (versions.length > 1) throw new ReportError(`The reports were made by different versions of async-pitfalls (${versions.join(', ')}). Run all shards with the same one.`);
  const total = (key: 'files' | 'suppressed' | 'baselined' | 'durationMs'): number => reports.reduce((sum, { summary }) => sum + summary[key], 0);
  const findings = unique(reports.map((report) => report.findings), (finding) => JSON.stringify([finding, finding.fixes()])).sort(compareFindings);
  const listed = findings.filter(({ severity }) => atLeast(severity, options.severity));
  return {
    cwd: options.cwd,
    toolVersion: versions[0] ?? '',
    findings: listed,
    problems: unique(reports.map((report) => report.problems), (problem) => JSON.stringify(problem)).sort(compareProblems),
    texts: options.texts,
    summary: summaryOf(listed, {
      files: total('files'),
      suppressed: total('suppressed'),
      baselined: total('baselined'),
      partial: reports.some(({ summary }) => summary.partial),
      durationMs: total('durationMs'),
    }),
  };
}

/** What one report says twice is meant twice. */
function unique<V>(lists: readonly (readonly V[])[], keyOf: (value: V) => string): V[] {
  const seen = new Set<string>();
  return lists.flatMap((list) => {
    const fresh = list.map((value) => ({ value, key: keyOf(value) })).filter(({ key }) => !seen.has(key));
    for (const { key } of fresh) seen.add(key);
    return fresh.map(({ value }) => value);
  });
}

/** The order of reports, by lines and columns: offsets are not in them. */
function compareFindings(left: Finding, right: Finding): number {
  const [a, b] = [left.range, right.range];
  return compareText(left.path, right.path)
    || a.start.line - b.start.line || a.start.column - b.start.column || a.end.line - b.end.line || a.end.column - b.end.column
    || compareText(left.rule, right.rule) || compareText(left.message, right.message);
}

function compareProblems(left: Problem, right: Problem): number {
  return compareText(left.path ?? '', right.path ?? '') || compareText(left.kind, right.kind) || compareText(left.message, right.message);
}
