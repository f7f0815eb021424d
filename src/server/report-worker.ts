import fs from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Finding, Problem } from '../analysis/finding.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import { writeWhole } from '../audit/write-whole.ts';
import { htmlReport } from '../reports/html.ts';
import { jsonReport } from '../reports/json.ts';
import { markdownReport } from '../reports/markdown.ts';
import { createReport, type Report } from '../reports/report.ts';
import { sarifReport } from '../reports/sarif.ts';
import { version } from '../reports/version.ts';
import { plural } from '../reports/words.ts';
import type { ReportDone, ReportJob } from './report-job.ts';
import { stampOf } from './stamp.ts';

// A thread for each report: reading texts and making pages of thousands of findings takes its time.

const job = workerData as ReportJob;
const here = import.meta.dirname;
const isBundled = !import.meta.filename.endsWith('.ts');

async function run(): Promise<void> {
  const { report, changed } = collect();
  const text = formatted(report);
  if (job.output !== undefined) await writeWhole(job.output, text);
  const done: ReportDone = { text: job.output === undefined ? text : '', findings: report.summary.findings, changed };
  parentPort?.postMessage(done);
}

function collect(): { report: Report; changed: string[] } {
  const texts = new Map<string, string>();
  const changed: string[] = [];
  const read = (file: string): string | undefined => {
    const text = texts.get(file) ?? job.open.get(file) ?? readText(file);
    if (text !== undefined) texts.set(file, text);
    return text;
  };
  const findings: Finding[] = [];
  for (const file of job.files.filter((candidate) => candidate.findings.length > 0)) {
    const text = read(file.path);
    if (text === undefined || stampOf(text) !== file.stamp) changed.push(file.path);
    for (const { fixes, ...finding } of file.findings) findings.push({ ...finding, fixes: () => [...fixes] });
  }
  for (const { path: other } of findings.flatMap(({ related, fixes }) => [...related, ...fixes().flatMap((fix) => fix.edits)])) read(other);
  // Places in them are those of an older text.
  for (const file of changed) texts.delete(file);
  const { folder, audited, partial, problems, severity } = job;
  const result = {
    findings, texts, partial: partial !== undefined, durationMs: 0,
    problems: [...problems, ...changed.map((file): Problem => ({ kind: 'skipped', path: file, message: 'The file has changed since it was audited: its findings may stand elsewhere by now. Audit it again.' }))],
    files: Array.from({ length: audited }, () => ''),
    suppressed: sum(job.files.map(({ suppressed }) => suppressed)),
    baselined: sum(job.files.map(({ baselined }) => baselined)),
  };
  const remarks = [
    ...(partial ? [`Partial: ${partial.files} of ${plural(partial.total, 'file')} were looked at.`] : []),
    ...(changed.length > 0 ? [`${plural(changed.length, 'file')} ${changed.length === 1 ? 'has' : 'have'} changed since: what is said of ${changed.length === 1 ? 'it' : 'them'} may be old.`] : []),
  ];
  return { report: { ...createReport(result, { cwd: folder, toolVersion: version, severity }), remarks }, changed };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** undefined for what is not there any more, or cannot be read: then it has changed. */
function readText(file: string): string | undefined {
  try {
    return withoutByteOrderMark(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function formatted(report: Report): string {
  switch (job.format) {
    case 'json': return jsonReport(report);
    case 'sarif': return sarifReport(report, { rules: job.rules, pageOf: (rule) => fs.readFileSync(path.join(here, isBundled ? 'docs' : '../rules', `${rule}.md`), 'utf8') });
    case 'markdown': return markdownReport(report);
    case 'html': return htmlReport(report, { style: part('report.css'), script: part('report.js'), ...(job.nonce !== undefined && { editor: { nonce: job.nonce } }) });
  }
}

/** A part of the page: beside the bundle; in the source tree what was built last. */
function part(name: string): string {
  return fs.readFileSync(path.join(here, isBundled ? '' : '../../dist', name), 'utf8').trim();
}

run().catch((error: unknown) => {
  // Ends the thread; the server's own thread is told.
  queueMicrotask(() => { throw error; });
});
