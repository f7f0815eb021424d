import pc from 'picocolors';
import type { Finding, Fix, Location, Problem, Severity } from '../analysis/finding.ts';
import { relativePath } from '../audit/paths.ts';
import { codeFrame } from './code-frame.ts';
import type { Report, Summary } from './report.ts';
import { countOf, leftOut, plural } from './words.ts';

/** How the text report looks. */
export interface TextStyle {
  colors: boolean;
  /** The width of the terminal, in columns. */
  width: number;
  /** Break long messages at `width`: where people read, not where programs search. */
  wrap: boolean;
  /** Findings alone: no summary. */
  quiet: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

/** The report for people. */
export function textReport(report: Report, style: TextStyle): string {
  const colors = pc.createColors(style.colors);
  const paragraphs = [
    ...report.findings.map((finding) => findingText(finding, report, style, colors)),
    ...(report.problems.length > 0 ? [report.problems.map((problem) => problemText(problem, report.cwd, colors)).join('\n')] : []),
    ...(style.quiet ? [] : [[...ruleCounts(report.summary, colors), summaryText(report, colors), ...fixableText(report.findings, colors)].join('\n')]),
  ];
  return paragraphs.length === 0 ? '' : `${paragraphs.join('\n\n')}\n`;
}

function inColor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === 'error') return colors.red;
  if (severity === 'warning') return colors.yellow;
  return severity === 'information' ? colors.blue : colors.dim;
}

function findingText(finding: Finding, report: Report, style: TextStyle, colors: Colors): string {
  const paint = inColor(finding.severity, colors);
  const lines = [
    `${colors.bold(placeOf(finding, report.cwd))}  ${paint(finding.severity)}  ${colors.dim(finding.rule)}`,
    ...wrapped(finding.message, '  ', style),
    ...frame(finding, report, style, colors, paint),
    ...finding.related.flatMap((related) => relatedText(related, finding, report, style, colors)),
    ...fixLines(finding.fixes(), colors),
  ];
  return lines.join('\n');
}

function relatedText(related: Location & { message: string }, finding: Finding, report: Report, style: TextStyle, colors: Colors): string[] {
  const place = related.path === finding.path ? `line ${related.range.start.line}` : placeOf(related, report.cwd);
  return [`  ${colors.cyan('→')} ${related.message} ${colors.dim(`(${place})`)}`, ...frame(related, report, style, colors, colors.cyan)];
}

function frame(location: Location, report: Report, style: TextStyle, colors: Colors, paint: (text: string) => string): string[] {
  const text = report.texts.get(location.path);
  if (text === undefined) return [];
  return codeFrame(text, location, style.width - 4).map(({ gutter, code, isMark }) => `  ${colors.dim(`${gutter} │`)}${code === '' ? '' : ` ${isMark ? paint(code) : code}`}`);
}

function fixLines(fixes: readonly Fix[], colors: Colors): string[] {
  if (fixes.length === 0) return [];
  const label = fixes.length === 1 ? 'Fix:' : 'Fixes:';
  return [`  ${colors.green(label)} ${fixes.map((fix) => `${fix.title}${fix.safe ? colors.green(' (--fix)') : ''}`).join(colors.dim(' · '))}`];
}

/** A message in lines that fit, each behind the indent. Colours come later or not at all: they would count. */
function wrapped(message: string, indent: string, { wrap, width }: TextStyle): string[] {
  if (!wrap) return [indent + message];
  const lines: string[] = [];
  let line = '';
  for (const word of message.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((text) => indent + text);
}

function placeOf({ path, range }: Location, cwd: string): string {
  return `${relativePath(cwd, path)}:${range.start.line}:${range.start.column}`;
}

const problemWords: Record<Problem['kind'], string> = { parse: 'not parsed', types: 'types', rule: 'rule failed', config: 'config', skipped: 'skipped' };

function problemText({ kind, path, message }: Problem, cwd: string, colors: Colors): string {
  const subject = path === undefined ? '' : ` ${colors.bold(relativePath(cwd, path))}:`;
  return `${colors.magenta(`[${problemWords[kind]}]`)}${subject} ${message.replace(/^Skipped: /, '')}`;
}

/** The last line: what was found in how many files, and what was left out. */
export function summaryText({ summary, problems }: Pick<Report, 'summary' | 'problems'>, colors: Colors): string {
  const skipped = problems.filter((problem) => problem.kind === 'skipped').length;
  const others = problems.length - skipped;
  const notes = [
    ...leftOut(summary),
    skipped > 0 && `${skipped} skipped`,
    others > 0 && plural(others, 'problem'),
  ].filter((note) => note !== false);
  const tail = notes.length > 0 ? colors.dim(` (${notes.join(', ')})`) : '';
  const time = colors.dim(` in ${duration(summary.durationMs)}`);
  const interrupted = summary.partial ? colors.yellow('Interrupted, so this is not all. ') : '';
  const found = summary.findings === 0 && others > 0 ? 'No pitfalls found' : verdict(summary, colors);
  return `${interrupted}${found} in ${plural(summary.files, 'file')}${time}${tail}`;
}

/** Which rules spoke how often; not worth a line for a handful of findings. */
function ruleCounts({ findings, byRule }: Summary, colors: Colors): string[] {
  const counts = Object.entries(byRule).sort((left, right) => right[1] - left[1]);
  if (findings < 6 || counts.length < 2) return [];
  return [colors.dim(counts.map(([rule, count]) => `${count} ${rule}`).join(' · '))];
}

function fixableText(findings: readonly Finding[], colors: Colors): string[] {
  const count = findings.filter((finding) => finding.fixes().some((fix) => fix.safe)).length;
  return count === 0 ? [] : [`${colors.green(String(count))} of them can be fixed with --fix.`];
}

function verdict({ findings, bySeverity }: Summary, colors: Colors): string {
  if (findings === 0) return colors.green('✓ No pitfalls found');
  const parts = Object.entries(bySeverity).map(([severity, count]) => inColor(severity as Severity, colors)(countOf(severity, count)));
  return `${colors.bold(plural(findings, 'pitfall'))}: ${parts.join(', ')}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
