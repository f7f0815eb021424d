import type { Edit, Location } from '../analysis/finding.ts';
import type { Range } from '../analysis/text.ts';
import { relativePath } from '../audit/paths.ts';
import type { Report } from './report.ts';

/** The report for programs: version 1, the same bytes for the same input except `durationMs`. */
export function jsonReport(report: Report): string {
  const { cwd, findings, problems, summary } = report;
  const pathOf = (path: string): string => relativePath(cwd, path);
  const value = {
    version: 1,
    tool: { name: 'async-pitfalls', version: report.toolVersion },
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      ...place(finding, pathOf),
      related: finding.related.map((related) => ({ ...place(related, pathOf), message: related.message })),
      fixes: finding.fixes().map(({ id, title, safe, edits }) => ({ id, title, safe, edits: edits.map((edit) => toEdit(edit, pathOf)) })),
    })),
    problems: problems.map(({ kind, path, message }) => ({ kind, ...(path !== undefined && { path: pathOf(path) }), message })),
    summary,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function place({ path, range }: Location, pathOf: (path: string) => string): { path: string; range: Range } {
  const { start, end } = range;
  return { path: pathOf(path), range: { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } } };
}

function toEdit({ path, start, end, text }: Edit, pathOf: (path: string) => string): Edit {
  return { path: pathOf(path), start, end, text };
}
