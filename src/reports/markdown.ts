import type { Finding } from '../analysis/finding.ts';
import { entryOf, type RuleId } from '../rules/catalogue.ts';
import { codeFrame } from './code-frame.ts';
import { codeSpan, escapedHtml, escapedMarkdown, fenced, markdownMessage } from './markdown-escape.ts';
import { worstFirst, type Report } from './report.ts';
import { withoutControls } from './page/visible.ts';
import { leftOut, plural, severityCounts, shownPath } from './words.ts';

/** A comment on GitHub holds this many characters. */
export const maxComment = 65_536;

/** What stands for the rest when not all has room is at most this long. */
const roomForRest = 400;

/** The report for a comment on a pull request: totals, the rules, and the findings by file, the worst first. It is cut where a comment would end, and says so. */
export function markdownReport(report: Report): string {
  const head = [headline(report), ...totals(report), ...ruleTable(report), ...problemList(report)].join('\n\n');
  const groups = byFile(report.findings);
  const sections: string[] = [];
  let room = maxComment - head.length - roomForRest;
  let shown = 0;
  for (const [path, findings] of groups) {
    const section = fileSection(path, findings, report, room);
    if (section.shown === 0) break;
    sections.push(section.text);
    room -= section.text.length;
    shown += section.shown;
    if (section.shown < findings.length) break;
  }
  return `${head}${sections.join('')}${restText(report.findings.length - shown)}\n`;
}

function headline({ summary }: Report): string {
  return `### Async Pitfalls: ${summary.findings === 0 ? 'nothing found' : plural(summary.findings, 'pitfall')} in ${plural(summary.files, 'file')}`;
}

function totals({ summary, findings, remarks = [] }: Report): string[] {
  const fixable = findings.filter((finding) => finding.fixes().some((fix) => fix.safe)).length;
  const notes = [
    ...(summary.findings > 0 ? [`**${severityCounts(summary)}**`] : []),
    ...(fixable > 0 ? [`${fixable} can be fixed with \`--fix\``] : []),
    ...leftOut(summary),
  ];
  return [...(summary.partial ? ['**Interrupted, so this is not all.**'] : []), ...remarks.map((remark) => `**${escapedMarkdown(remark)}**`), ...(notes.length > 0 ? [notes.join(' · ')] : [])];
}

function ruleTable({ summary }: Report): string[] {
  const rows = Object.entries(summary.byRule).sort((left, right) => right[1] - left[1]);
  if (rows.length === 0) return [];
  return [['| rule | found | what it says |', '|---|---:|---|', ...rows.map(([rule, count]) => `| ${codeSpan(rule)} | ${count} | ${escapedMarkdown(entryOf(rule as RuleId).summary)} |`)].join('\n')];
}

/** At most so many problems: one broken set-up makes many that say the same. */
const maxProblems = 20;

function problemList({ problems, cwd }: Report): string[] {
  if (problems.length === 0) return [];
  const lines = problems.slice(0, maxProblems).map(({ kind, path, message }) => `- ${kind}${path === undefined ? '' : ` ${codeSpan(shownPath(cwd, path))}`}: ${escapedMarkdown(shortened(message))}`);
  const more = problems.length > maxProblems ? [`- and ${problems.length - maxProblems} more`] : [];
  return [`<details><summary>${plural(problems.length, 'problem')} on the way: some code was not fully analysed</summary>\n\n${[...lines, ...more].join('\n')}\n\n</details>`];
}

/** The findings of each file in their order; first the file with the worst, and of alike ones that with the most. */
function byFile(findings: readonly Finding[]): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of worstFirst(findings)) {
    const own = groups.get(finding.path);
    if (own) own.push(finding);
    else groups.set(finding.path, [finding]);
  }
  const rank = new Map([...groups].map(([path, [worst]]) => [path, ['error', 'warning', 'information', 'hint'].indexOf(worst?.severity ?? 'hint')]));
  return [...groups].sort(([left, own], [right, others]) => (rank.get(left) ?? 0) - (rank.get(right) ?? 0) || others.length - own.length);
}

/** As many findings of a file as `room` characters hold. */
function fileSection(path: string, findings: readonly Finding[], report: Report, room: number): { text: string; shown: number } {
  const start = `\n\n<details><summary><code>${escapedHtml(shownPath(report.cwd, path))}</code>: ${plural(findings.length, 'pitfall')}</summary>`;
  const end = '\n\n</details>';
  const items: string[] = [];
  let length = start.length + end.length;
  for (const finding of findings) {
    const item = `\n\n${findingItem(finding, report)}`;
    if (length + item.length > room) break;
    length += item.length;
    items.push(item);
  }
  return { text: `${start}${items.join('')}${end}`, shown: items.length };
}

function findingItem(finding: Finding, report: Report): string {
  const place = `${shownPath(report.cwd, finding.path)}:${finding.range.start.line}`;
  const text = report.texts.get(finding.path);
  const frame = text === undefined ? [] : codeFrame(text, finding, 100).map(({ gutter, code }) => withoutControls(`${gutter} ${code}`).trimEnd());
  const lines = [
    `**${finding.severity}** ${codeSpan(finding.rule)} at ${codeSpan(place)}  `,
    markdownMessage(shortened(finding.message)),
    ...(frame.length > 0 ? ['', fenced(frame.join('\n'))] : []),
    ...finding.related.slice(0, 10).map((related) => `- ${markdownMessage(shortened(related.message))} (${codeSpan(`${shownPath(report.cwd, related.path)}:${related.range.start.line}`)})`),
    ...fixLines(finding),
  ];
  return lines.join('\n');
}

function fixLines(finding: Finding): string[] {
  const titles = finding.fixes().map(({ title, safe }) => `${markdownMessage(title)}${safe ? ' (`--fix`)' : ''}`);
  return titles.length === 0 ? [] : ['', `${titles.length === 1 ? 'Fix' : 'Fixes'}: ${titles.join(' · ')}`];
}

/** One message never takes the room of a whole comment. */
function shortened(message: string): string {
  return message.length > 600 ? `${message.slice(0, 600)}…` : message;
}

function restText(count: number): string {
  if (count === 0) return '';
  return `\n\n**${plural(count, 'pitfall')} ${count === 1 ? 'is' : 'are'} not shown here**, for a comment holds no more than ${maxComment.toLocaleString('en-US')} characters. The HTML report (\`--format html --output report.html\`) shows all.`;
}
