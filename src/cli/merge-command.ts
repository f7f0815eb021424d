import { readFile } from 'node:fs/promises';
import type { Finding, Location } from '../analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { PathError, reasonOf } from '../audit/discover.ts';
import { absolute } from '../audit/paths.ts';
import { mergeReports } from '../reports/merge.ts';
import { readJsonReport, type ReadReport } from '../reports/read-json.ts';
import { putReport, statusOf } from './audit-command.ts';
import type { Io } from './io.ts';
import type { Reporting } from './options.ts';

/** Joins JSON reports, and returns the exit status that an audit would have had. Throws errors that the user can mend: PathError, ReportError. */
export async function mergeCommand(files: readonly string[], command: Reporting, io: Io): Promise<number> {
  const cwd = absolute(io.cwd, '.');
  const reports: ReadReport[] = [];
  for (const file of files) reports.push(readJsonReport(file, await readReport(file, cwd), cwd));
  const texts = await textsOf(reports);
  place(reports.flatMap((report) => report.findings), texts);
  await putReport(mergeReports(reports, { cwd, severity: command.severity, texts }), command, io);
  const partial = reports.some(({ summary }) => summary.partial);
  return statusOf({ findings: reports.flatMap((report) => report.findings), partial }, command);
}

async function readReport(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(absolute(cwd, file), 'utf8');
  } catch (error) {
    throw new PathError(`${file} cannot be read: ${reasonOf(error)}. Mend the path.`);
  }
}

/** The texts behind findings, for code frames. Where the files are not at hand, reports do without. */
async function textsOf(reports: readonly ReadReport[]): Promise<Map<string, string>> {
  const paths = new Set(reports.flatMap((report) => report.findings).flatMap(({ path, related }) => [path, ...related.map((step) => step.path)]));
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) texts.set(path, withoutByteOrderMark(text));
  }
  return texts;
}

/** Works out the offsets that reports leave out. */
function place(findings: readonly Finding[], texts: ReadonlyMap<string, string>): void {
  const indexes = new Map([...texts].map(([path, text]) => [path, new LineIndex(text)]));
  for (const at of findings.flatMap((finding): Location[] => [finding, ...finding.related])) {
    const lines = indexes.get(at.path);
    if (!lines) continue;
    at.start = lines.lineStart(at.range.start.line) + at.range.start.column - 1;
    at.end = lines.lineStart(at.range.end.line) + at.range.end.column - 1;
  }
}
