import type { PageData, PageFinding, PageSeverity } from './data.ts';
import { isInFolder } from './folders.ts';

export type Column = 'severity' | 'rule' | 'place' | 'message';

/** Which findings are listed, and in which order. */
export interface Criteria {
  /** Words that must all occur in path, rule or message; upper and lower case alike. */
  search: string;
  severities: ReadonlySet<PageSeverity>;
  /** Empty: all. */
  rule: string;
  /** A folder as the page names it, or a file; empty: all. */
  folder: string;
  sort: { by: Column; descending: boolean };
}

const loudness: readonly PageSeverity[] = ['error', 'warning', 'information', 'hint'];

/** The findings that meet the criteria, sorted; those that are alike stay in the order of the data. */
export function select(data: PageData, { search, severities, rule, folder, sort }: Criteria): PageFinding[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = data.findings.filter((finding) => {
    const path = data.paths[finding.place[0]] ?? '';
    return severities.has(finding.severity)
      && (rule === '' || data.rules[finding.rule] === rule)
      && (folder === '' || path === folder || (/[/*]$/.test(folder) && isInFolder(folder, path)))
      && words.every((word) => haystack(finding, data).includes(word));
  });
  const compare = comparators[sort.by];
  return found.sort((left, right) => (sort.descending ? -1 : 1) * compare(left, right, data));
}

const comparators: Record<Column, (left: PageFinding, right: PageFinding, data: PageData) => number> = {
  severity: (left, right) => loudness.indexOf(left.severity) - loudness.indexOf(right.severity),
  rule: (left, right, { rules }) => compareText(rules[left.rule], rules[right.rule]),
  place: (left, right, { paths }) => compareText(paths[left.place[0]], paths[right.place[0]]) || left.place[1] - right.place[1] || left.place[2] - right.place[2],
  message: (left, right) => compareText(left.message.join(''), right.message.join('')),
};

function compareText(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const haystacks = new WeakMap<PageFinding, string>();

/** What is searched: made once, for every key that is typed asks all of them. */
function haystack(finding: PageFinding, { paths, rules }: PageData): string {
  let text = haystacks.get(finding);
  if (text === undefined) haystacks.set(finding, (text = `${paths[finding.place[0]]}:${finding.place[1]} ${rules[finding.rule]} ${finding.message.join('')}`.toLowerCase()));
  return text;
}
