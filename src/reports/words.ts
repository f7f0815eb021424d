import type { Severity } from '../analysis/finding.ts';
import { relativePath } from '../audit/paths.ts';
import { withoutControls } from './page/visible.ts';
import type { Summary } from './report.ts';

/** "1 file", "2 files". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How many of a severity, in words: "2 errors", "3 information". */
export function countOf(severity: string, count: number): string {
  return severity === 'information' ? `${count} information` : plural(count, severity);
}

/** The counts by severity, from loud to silent: "2 errors, 1 hint". Empty without findings. */
export function severityCounts({ bySeverity }: Pick<Summary, 'bySeverity'>): string {
  return Object.entries(bySeverity).map(([severity, count]) => countOf(severity as Severity, count)).join(', ');
}

/** What the counts leave out: "2 suppressed", "1 in the baseline". */
export function leftOut({ suppressed, baselined }: Pick<Summary, 'suppressed' | 'baselined'>): string[] {
  return [suppressed > 0 && `${suppressed} suppressed`, baselined > 0 && `${baselined} in the baseline`].filter((note) => note !== false);
}

/** The path as people read it: relative, and without characters that would break a line or turn it around. */
export function shownPath(cwd: string, path: string): string {
  return withoutControls(relativePath(cwd, path));
}

/** The last name of a path with `/`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A message in pieces: what stands between backticks is code. */
export function messageParts(message: string): { text: string; isCode: boolean }[] {
  return message.split(/(`[^`]+`)/).filter((part) => part !== '').map((part) => {
    const isCode = /^`[^`]+`$/.test(part);
    return { text: isCode ? part.slice(1, -1) : part, isCode };
  });
}
