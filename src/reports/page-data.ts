import type { Finding, Location } from '../analysis/finding.ts';
import { LineIndex } from '../analysis/text.ts';
import { relativePath } from '../audit/paths.ts';
import { codeLines } from './code-lines.ts';
import type { PageCode, PageData, PageFinding, PagePlace, PageText } from './page/data.ts';
import { worstFirst, type Report } from './report.ts';
import { withoutControls } from './page/visible.ts';
import { messageParts } from './words.ts';

/** The findings as the page's script reads them, the worst first. */
export function pageData(report: Report): PageData {
  const paths = new Map<string, number>();
  const rules = new Map<string, number>();
  const indexes = new Map<string, LineIndex>();

  const placeOf = ({ path, range }: Location): PagePlace => [numberOf(paths, relativePath(report.cwd, path)), range.start.line, range.start.column];
  const codeOf = (location: Location): { code?: PageCode } => {
    const text = report.texts.get(location.path);
    if (text === undefined) return {};
    const index = indexes.get(location.path) ?? new LineIndex(text);
    indexes.set(location.path, index);
    return { code: codeLines(text, index, location) };
  };
  const toPageFinding = (finding: Finding): PageFinding => {
    const fixes = finding.fixes().map(({ title, safe }) => ({ title: toText(title), safe }));
    const related = finding.related.map((place) => ({ place: placeOf(place), message: toText(place.message), ...codeOf(place) }));
    return {
      severity: finding.severity,
      rule: numberOf(rules, finding.rule),
      place: placeOf(finding),
      message: toText(finding.message),
      ...codeOf(finding),
      ...(related.length > 0 && { related }),
      ...(fixes.length > 0 && { fixes }),
    };
  };

  const findings = worstFirst(report.findings).map(toPageFinding);
  return { paths: [...paths.keys()], rules: [...rules.keys()], findings };
}

/** The number of a name, a new one for a new name. */
function numberOf(names: Map<string, number>, name: string): number {
  const known = names.get(name) ?? names.size;
  names.set(name, known);
  return known;
}

/** Text and code in turn, text first. */
function toText(message: string): PageText {
  const pieces: string[] = [];
  for (const { text, isCode } of messageParts(withoutControls(message))) {
    if (isCode === (pieces.length % 2 === 0)) pieces.push('');
    pieces.push(text);
  }
  return pieces;
}
