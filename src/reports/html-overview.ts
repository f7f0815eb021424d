import type { Finding } from '../analysis/finding.ts';
import { relativePath } from '../audit/paths.ts';
import { entryOf, type RuleId } from '../rules/catalogue.ts';
import { foldersToShow, groupBy, type Counts, type Group } from './folders.ts';
import { markup, type Markup } from './markup.ts';
import { isInFolder } from './page/folders.ts';
import type { Report } from './report.ts';
import { withoutControls } from './page/visible.ts';
import { countOf, plural, shownPath } from './words.ts';

const severities = ['error', 'warning', 'information', 'hint'] as const;
const maxFolders = 12;
const maxFiles = 10;

/** The first part of the page: totals, and where the findings are. Complete without the script, which makes its bars filter the list. */
export function overview(report: Report): Markup {
  const { findings } = report;
  if (findings.length === 0) return totals(report);
  const pathOf = (finding: Finding): string => relativePath(report.cwd, finding.path);
  const folders = foldersToShow(findings.map(pathOf), maxFolders);
  const byRule = groupBy(findings, (finding) => finding.rule);
  const byFolder = groupBy(findings, (finding) => folders.find((folder) => isInFolder(folder, pathOf(finding))) ?? '');
  const byFile = groupBy(findings, pathOf);
  const worst = [...byFile].sort((left, right) => weight(right) - weight(left)).slice(0, maxFiles);
  return markup`${totals(report)}
<div class="charts">
${chart('rules', 'By rule', 'rule', byRule, (name) => entryOf(name as RuleId).summary)}
${chart('folders', 'By folder', 'folder', byFolder)}
${chart('files', byFile.length > maxFiles ? `Worst files, ${maxFiles} of ${byFile.length}` : 'Worst files', 'folder', worst)}
</div>`;
}

/** One error outweighs any number of warnings, and so on down. */
function weight({ counts }: Group): number {
  return ((counts.error * 1e4 + counts.warning) * 1e4 + counts.information) * 1e4 + counts.hint;
}

function totals({ summary, findings, problems }: Report): Markup {
  const fixable = findings.filter((finding) => finding.fixes().some((fix) => fix.safe)).length;
  const offered = findings.filter((finding) => finding.fixes().length > 0).length;
  const tiles = [
    ...severities.map((severity) => ({ value: summary.bySeverity[severity] ?? 0, label: severityLabel(severity, summary.bySeverity[severity] ?? 0), kind: summary.bySeverity[severity] === undefined ? 'plain' : severity })),
    { value: offered, label: 'with a fix', kind: 'plain' },
    { value: fixable, label: 'safe to fix', kind: 'plain' },
    { value: summary.suppressed, label: 'suppressed', kind: 'plain' },
    { value: summary.baselined, label: 'in the baseline', kind: 'plain' },
    { value: problems.length, label: problems.length === 1 ? 'problem' : 'problems', kind: 'plain' },
  ].filter(({ value, label }) => value > 0 || label === 'errors' || label === 'warnings');
  return markup`<section aria-labelledby="totals-title">
<h2 id="totals-title" class="unseen">Totals</h2>
<ul class="totals">${tiles.map(({ value, label, kind }) => markup`<li class="${kind}"><b>${value}</b> ${label}</li>`)}</ul>
</section>`;
}

function severityLabel(severity: string, count: number): string {
  return countOf(severity, count).replace(/^\d+ /, '');
}

/** Bars, the longest first; each is a button that shows only its findings. */
function chart(id: string, title: string, filter: 'rule' | 'folder', groups: readonly Group[], explain?: (name: string) => string): Markup {
  const longest = Math.max(...groups.map(({ total }) => total));
  const bars = groups.map((group) => markup`<li><button type="button" data-filter="${filter}" data-value="${group.name}" aria-pressed="false" title="${explain?.(group.name) ?? shownName(group.name)}">
<span class="name">${breakable(shownName(group.name))}</span><span class="number">${group.total}</span><span class="unseen">: ${inWords(group.counts)}</span>
${bar(group.counts, longest)}
</button></li>`);
  return markup`<section aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><ul class="bars">${bars}</ul></section>`;
}

function shownName(name: string): string {
  return name === '*' ? 'in no folder' : withoutControls(name);
}

/** A long path breaks after a slash, not in a word. */
function breakable(name: string): Markup[] {
  return name.split(/(?<=\/)(?=.)/).map((piece, index) => (index === 0 ? markup`${piece}` : markup`<wbr>${piece}`));
}

function inWords(counts: Counts): string {
  return severities.filter((severity) => counts[severity] > 0).map((severity) => countOf(severity, counts[severity])).join(', ');
}

/** One part per severity. Widths are attributes: a style in the element would be forbidden in an editor's window. */
function bar(counts: Counts, longest: number): Markup {
  let at = 0;
  const parts = severities.filter((severity) => counts[severity] > 0).map((severity) => {
    const width = (100 * counts[severity]) / longest;
    const part = markup`<rect class="${severity}" x="${percent(at)}" width="${percent(width)}" height="100%"/>`;
    at += width;
    return part;
  });
  return markup`<svg class="bar" width="100%" height="8" aria-hidden="true">${parts}</svg>`;
}

function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}

/** What kept the audit from seeing all; empty where nothing did. */
export function problemSection({ problems, cwd }: Report): Markup {
  if (problems.length === 0) return markup``;
  const items = problems.map(({ kind, path, message }) => markup`<li><b>${kind}</b> ${path === undefined ? markup`` : markup`<code>${shownPath(cwd, path)}</code> `}${message}</li>`);
  return markup`<section aria-labelledby="problems-title">
<h2 id="problems-title">Not fully analysed</h2>
<details><summary>${plural(problems.length, 'problem')} on the way</summary><ul class="problems">${items}</ul></details>
</section>`;
}
