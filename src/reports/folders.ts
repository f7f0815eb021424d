import type { Finding, Severity } from '../analysis/finding.ts';
import { isInFolder } from './page/folders.ts';

/** How many findings there are of each severity. */
export type Counts = Record<Exclude<Severity, 'off'>, number>;

/** Some findings under one name. */
export interface Group {
  name: string;
  counts: Counts;
  total: number;
}

/** Counts findings by a name; the most first, then by name in code-unit order. */
export function groupBy(findings: readonly Finding[], nameOf: (finding: Finding) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const name = nameOf(finding);
    const group = groups.get(name) ?? { name, counts: { error: 0, warning: 0, information: 0, hint: 0 }, total: 0 };
    group.counts[finding.severity] += 1;
    group.total += 1;
    groups.set(name, group);
  }
  return [...groups.values()].sort((left, right) => right.total - left.total || (left.name < right.name ? -1 : 1));
}

/**
 * The folders that tell most about where findings are, as the page names them (`src/`, `src/*`): from the top down, the
 * fullest is split into its parts as long as there are at most `limit`. Each path belongs to exactly one.
 */
export function foldersToShow(paths: readonly string[], limit: number): string[] {
  let shown = partsOf('', paths);
  const whole = new Set<string>();
  for (;;) {
    const fullest = fullestOf(shown.filter((folder) => folder.endsWith('/') && !whole.has(folder)), paths);
    if (fullest === undefined) return shown;
    const parts = partsOf(fullest, paths);
    const next = [...shown.filter((folder) => folder !== fullest), ...parts];
    if (next.length > limit || parts.every((part) => part.endsWith('*'))) whole.add(fullest);
    else shown = next;
  }
}

function fullestOf(folders: readonly string[], paths: readonly string[]): string | undefined {
  const counted = folders.map((folder) => ({ folder, count: paths.filter((path) => isInFolder(folder, path)).length }));
  return counted.sort((left, right) => right.count - left.count || (left.folder < right.folder ? -1 : 1))[0]?.folder;
}

/** The folders right below a folder, and itself with a star where files stand right in it. */
function partsOf(folder: string, paths: readonly string[]): string[] {
  const parts = paths.filter((path) => path.startsWith(folder)).map((path) => {
    const slash = path.indexOf('/', folder.length);
    return slash === -1 ? `${folder}*` : path.slice(0, slash + 1);
  });
  return [...new Set(parts)];
}
