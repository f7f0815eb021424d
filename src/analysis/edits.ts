import type { Edit, Fix } from './finding.ts';

/** Whether two edits of one file cannot both be applied: they replace the same text, or one inserts inside what the other replaces. */
export function overlap(left: Edit, right: Edit): boolean {
  if (left.path !== right.path) return false;
  if (left.start === left.end || right.start === right.end) return left.start > right.start && left.start < right.end || right.start > left.start && right.start < left.end;
  return left.start < right.end && right.start < left.end;
}

function isSame(left: Edit, right: Edit): boolean {
  return left.path === right.path && left.start === right.start && left.end === right.end && left.text === right.text;
}

/** Fixes that can be taken together, and those that have to wait for another round. */
export interface Selection {
  taken: Fix[];
  /** The edits of the taken fixes, each once: two fixes that add the same import add it one time. */
  edits: Edit[];
  postponed: Fix[];
}

/** Chooses fixes in order; one whose edits overlap those chosen before is postponed whole. */
export function selectFixes(fixes: readonly Fix[]): Selection {
  const selection: Selection = { taken: [], edits: [], postponed: [] };
  for (const fix of fixes) {
    const fresh = fix.edits.filter((edit) => !selection.edits.some((other) => isSame(edit, other)));
    if (fresh.length === 0 || fresh.some((edit) => selection.edits.some((other) => overlap(edit, other)))) selection.postponed.push(fix);
    else {
      selection.taken.push(fix);
      selection.edits.push(...fresh);
    }
  }
  return selection;
}

/**
 * The text after edits whose offsets (0-based, without byte order mark) all count in the text before.
 * Insertions at one place keep their order. Throws a RangeError when edits overlap or lie outside the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index })).sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) throw new RangeError(`edit ${edit.start}-${edit.end} overlaps another or lies outside the text of ${edit.path}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
