import type { Finding, Location } from '../../src/analysis/finding.ts';
import { LineIndex } from '../../src/analysis/text.ts';
import type { AuditResult } from '../../src/audit/audit.ts';
import { createReport, type Report } from '../../src/reports/report.ts';

/** The place of a piece of a text. */
export function placeIn(path: string, text: string, piece: string): Location {
  const start = text.indexOf(piece);
  if (start === -1) throw new Error(`${path} has no ${piece}`);
  const span = { start, end: start + piece.length };
  return { path, ...span, range: new LineIndex(text).range(span) };
}

/** A finding at a place; the rest as in most. */
export function findingAt(place: Location, change: Partial<Finding> = {}): Finding {
  return { ...place, rule: 'floating-promise', severity: 'warning', message: 'Nobody waits for this promise.', related: [], tags: [], fixes: () => [], ...change };
}

/** A report of findings in `/w`. */
export function reportOf(findings: Finding[], change: Partial<AuditResult> = {}): Report {
  const result: AuditResult = { findings, problems: [], files: [...new Set(findings.map((finding) => finding.path))], texts: new Map(), suppressed: 0, baselined: 0, partial: false, durationMs: 7, ...change };
  return createReport(result, { cwd: '/w', toolVersion: '1.2.3', severity: 'hint' });
}

/** Many findings, each in a line of its own, severities in turn from silent to loud. */
export function manyFindings(count: number, filesOf = 1): { findings: Finding[]; texts: Map<string, string> } {
  const line = 'save(name);\n';
  const perFile = Math.ceil(count / filesOf);
  const text = line.repeat(perFile);
  const severities = ['hint', 'information', 'warning', 'error'] as const;
  const findings = Array.from({ length: count }, (_, index) => {
    const row = index % perFile;
    const start = row * line.length;
    return findingAt({ path: `/w/src/part${Math.floor(index / perFile)}/file.ts`, start, end: start + 10, range: { start: { line: row + 1, column: 1 }, end: { line: row + 1, column: 11 } } }, { severity: severities[index % 4] as 'hint' });
  });
  return { findings, texts: new Map(findings.map(({ path }) => [path, text])) };
}
