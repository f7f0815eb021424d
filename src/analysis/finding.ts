import type { Range, Span } from './text.ts';

/** From silent to loud. `off` never appears on a finding. */
export const severities = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** Whether `severity` is at or above `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold);
}

/** A place in a file. `path` is absolute with `/`; offsets are 0-based, `range` counts from 1. */
export interface Location extends Span {
  path: string;
  range: Range;
}

/** Replaces `start`..`end` (0-based offsets, without byte order mark) of a file by `text`. */
export interface Edit extends Span {
  path: string;
  text: string;
  /** What of `text` is a guess (a limit, a time), in order: an editor puts the caret there. Of no account to what the edit means. */
  placeholders?: readonly Placeholder[];
}

/** A stretch of an edit's text, in UTF-16 units from the start of that text. */
export interface Placeholder {
  offset: number;
  length: number;
}

/** A named change that mends a finding. Safe fixes may be applied without looking. */
export interface Fix {
  id: string;
  title: string;
  safe: boolean;
  edits: Edit[];
}

/** A place that explains a finding: a step of a call chain, the path that escapes. */
export interface Related extends Location {
  message: string;
}

/** What VS Code greys out or strikes through. */
export type Tag = 'unnecessary' | 'deprecated';

/** A pitfall found at a place. */
export interface Finding extends Location {
  rule: string;
  severity: Exclude<Severity, 'off'>;
  message: string;
  related: Related[];
  tags: Tag[];
  /** The fixes on offer, the preferred one first. Computed when asked: most findings are never fixed. */
  fixes(): Fix[];
}

/** Something that kept part of the input from being analysed. It never ends a run. */
export interface Problem {
  kind: 'parse' | 'types' | 'rule' | 'config' | 'skipped';
  /** Absolute, with `/`; absent where no file is to blame. */
  path?: string;
  /** One line that names the mend. */
  message: string;
}
