import type { Finding, Severity } from '../analysis/finding.ts';
import { relativePath } from '../audit/paths.ts';
import { worstFirst, type Report } from './report.ts';
import { withoutControls } from './page/visible.ts';
import { leftOut, plural, severityCounts } from './words.ts';

/** GitHub shows this many annotations of each level for a step of a workflow; what comes later is dropped. */
const maxPerLevel = 10;

type Level = 'error' | 'warning' | 'notice';

/** Annotations for a GitHub workflow: the worst ten of each level, then in words how many more there are. */
export function githubReport(report: Report): string {
  const findings = worstFirst(report.findings);
  const levels = (['error', 'warning', 'notice'] as const).map((level) => ({ level, findings: findings.filter(({ severity }) => levelOf(severity) === level) }));
  const lines = [
    ...levels.flatMap((group) => group.findings.slice(0, maxPerLevel).map((finding) => annotation(group.level, finding, report.cwd))),
    ...moreText(levels.map((group) => [group.level, Math.max(0, group.findings.length - maxPerLevel)])),
    ...report.problems.map(({ kind, path, message }) => plainLine(`[${kind}] ${path === undefined ? '' : `${relativePath(report.cwd, path)}: `}${message}`)),
    plainLine(totals(report)),
  ];
  return `${lines.join('\n')}\n`;
}

function levelOf(severity: Severity): Level {
  return severity === 'error' || severity === 'warning' ? severity : 'notice';
}

function annotation(level: Level, { path, range: { start, end }, rule, message }: Finding, cwd: string): string {
  const properties = Object.entries({ file: relativePath(cwd, path), line: start.line, endLine: end.line, col: start.column, title: `Async Pitfalls: ${rule}` });
  return `::${level} ${properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',')}::${escapedData(message)}`;
}

function moreText(rest: readonly [Level, number][]): string[] {
  const total = rest.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const parts = rest.filter(([, count]) => count > 0).map(([level, count]) => plural(count, level));
  return [plainLine(`${total} more ${total === 1 ? 'pitfall is' : 'pitfalls are'} not annotated (${parts.join(', ')}): GitHub shows ${maxPerLevel} of each level. --format text lists all.`)];
}

function totals({ summary }: Report): string {
  const found = summary.findings === 0 ? 'No pitfalls found' : `${plural(summary.findings, 'pitfall')} (${severityCounts(summary)})`;
  return [`${summary.partial ? 'Interrupted, so this is not all. ' : ''}${found} in ${plural(summary.files, 'file')}`, ...leftOut(summary)].join(', ');
}

function escapedData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A line for the log: nothing in it may be taken for a command. */
function plainLine(text: string): string {
  return withoutControls(text).replace(/^\s*::/, ': :').replace(/##\[/g, '## [');
}
