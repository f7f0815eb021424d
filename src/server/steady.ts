import type { Finding, Location } from '../analysis/finding.ts';
import { LineIndex, type Span } from '../analysis/text.ts';
import { changeBetween } from './snapshot.ts';

/** What was found in a text that parsed. */
export interface CleanResult {
  text: string;
  findings: readonly Finding[];
}

/**
 * The findings to show while a text does not parse: those that were there before it was touched, moved along with their code.
 * - Code that is blanked out keeps its findings (without fixes), except where it is being typed.
 * - Code that is analysed loses those that are gone now.
 * - A new finding waits until the text parses: the statement that would have answered it may be what is blanked out.
 * Without a clean result before (the file was opened broken) what was found is shown as it is.
 * `text` is the editor's, `parsed` the same with blanks.
 */
export function steadyFindings(clean: CleanResult | undefined, found: readonly Finding[], text: string, parsed: string): readonly Finding[] {
  if (!clean) return found;
  const change = changeBetween(clean.text, text);
  const moved = change.newEnd - change.oldEnd;
  const lines = new LineIndex(text);
  const kept: Finding[] = [];
  for (const old of clean.findings) {
    const move = (span: Span): Span | undefined => {
      const shift = span.start >= change.oldEnd ? moved : span.end <= change.start ? 0 : undefined;
      return shift === undefined ? undefined : { start: span.start + shift, end: span.end + shift };
    };
    const span = move(old);
    // Touched by the edit itself.
    if (!span) continue;
    const now = found.find((finding) => finding.rule === old.rule && finding.start === span.start);
    if (now) kept.push(now);
    else if (isBlank(parsed, span.start) && !isBlank(text, span.start)) {
      const place = <L extends Location>(location: L): L[] => {
        const at = location.path === old.path ? move(location) : location;
        return at ? [{ ...location, start: at.start, end: at.end, range: at === location ? location.range : lines.range(at) }] : [];
      };
      kept.push({ ...old, ...span, range: lines.range(span), related: old.related.flatMap(place), fixes: () => [] });
    }
  }
  return kept;
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
