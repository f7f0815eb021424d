import { diffArrays } from 'diff';
import { applyEdits, selectFixes } from '../analysis/edits.ts';
import type { Edit, Finding, Fix } from '../analysis/finding.ts';
import { changeBetween } from './snapshot.ts';

/** The fix to apply to a finding, or undefined to leave it. */
export type ChooseFix = (finding: Finding) => Fix | undefined;

const maxRounds = 10;

/**
 * Applies the chosen fixes of a file until none is left: those that touch the same text one after the other, on findings
 * of the text as it then is (`analyze`). Returns edits of the text at the start, and of other files; none when there is nothing to
 * do. `unfinished`: the rounds were used up, and there is still something to fix.
 */
export function fixInRounds(path: string, text: string, findings: readonly Finding[], choose: ChooseFix, analyze: (text: string) => readonly Finding[]): { edits: Edit[]; unfinished: boolean } {
  let rounds = 0;
  let now = text;
  let edits: readonly Edit[] = [];
  let unfinished = false;
  for (let current = findings; ; current = analyze(now)) {
    const selection = selectFixes(current.map(choose).filter((fix) => fix !== undefined));
    if (selection.taken.length === 0) break;
    unfinished = rounds === maxRounds;
    if (unfinished) break;
    rounds += 1;
    edits = selection.edits;
    now = applyEdits(now, edits.filter((edit) => edit.path === path));
    // Other files are still as they were: the analysis of a second round would not see what is done to them.
    if (edits.some((edit) => edit.path !== path)) break;
  }
  // What was taken in one go are edits of the text at the start.
  return { edits: rounds <= 1 ? [...edits] : [...lineEdits(path, text, now), ...edits.filter((edit) => edit.path !== path)], unfinished };
}

/** The difference of two texts as edits of whole lines. */
export function lineEdits(path: string, before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { added, removed, value } of diffArrays(splitLines(before), splitLines(after))) {
    const text = value.join('');
    const last = edits.at(-1);
    const joins = last && last.end === at;
    if (added) {
      if (joins) last.text += text;
      else edits.push({ path, start: at, end: at, text });
      continue;
    }
    if (removed) {
      if (joins) last.end += text.length;
      else edits.push({ path, start: at, end: at + text.length, text: '' });
    }
    at += text.length;
  }
  return edits;
}

/** As `lineEdits`, and each without what its old and new lines have in common at their ends. */
export function smallEdits(path: string, before: string, after: string): Edit[] {
  return lineEdits(path, before, after).map(({ start, end, text }) => {
    const { start: same, oldEnd, newEnd } = changeBetween(before.slice(start, end), text);
    return { path, start: start + same, end: start + oldEnd, text: text.slice(same, newEnd) };
  });
}

function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
