import type { Location } from '../analysis/finding.ts';
import { LineIndex } from '../analysis/text.ts';
import { withoutControls } from './page/visible.ts';
import type { PageCode } from './page/data.ts';


const context = 2;
const maxMarked = 8;
const maxWidth = 240;

/** The code at a place with two lines around it, for pages that can scroll and colour. Long pieces and long lines are cut. */
export function codeLines(text: string, index: LineIndex, { start, end, range }: Location): PageCode {
  const last = end > start && range.end.column === 1 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  const lastMarked = Math.min(last, range.start.line + maxMarked - 1);
  const from = Math.max(1, range.start.line - context);
  const to = lastMarked < last ? lastMarked : Math.min(index.lineCount, last + context);
  const lines: PageCode['lines'] = [];
  for (let line = from; line <= to; line += 1) {
    const lineStart = index.lineStart(line);
    const code = text.slice(lineStart, line < index.lineCount ? index.lineStart(line + 1) : text.length).replace(/[\r\n]+$/, '');
    const isMarked = line >= range.start.line && line <= last;
    const markStart = isMarked ? clamp(line === range.start.line ? start - lineStart : code.search(/\S|$/), code.length) : code.length;
    const markEnd = isMarked ? clamp(line === range.end.line ? end - lineStart : code.length, code.length) : code.length;
    lines.push(cut(code.slice(0, markStart), code.slice(markStart, markEnd), code.slice(markEnd)));
  }
  return { first: from, lines: withoutIndent(lines), ...(lastMarked < last && { more: last - lastMarked }) };
}

function clamp(value: number, length: number): number {
  return Math.min(Math.max(value, 0), length);
}

/** A generated line may have a megabyte: what is marked is kept, and some of what stands around it. */
function cut(before: string, marked: string, after: string): [string, string, string] {
  const side = maxWidth / 2;
  // Of a line without a mark only the beginning counts.
  const left = before.length <= side ? before : marked === '' && after === '' ? `${before.slice(0, maxWidth)}${before.length > maxWidth ? '…' : ''}` : `…${before.slice(-side)}`;
  const middle = marked.length <= maxWidth ? marked : `${marked.slice(0, maxWidth)}…`;
  const right = after.length <= side ? after : `${after.slice(0, side)}…`;
  return [withoutControls(left), withoutControls(middle), withoutControls(right)];
}

/** Without the blanks that all lines start with. */
function withoutIndent(lines: PageCode['lines']): PageCode['lines'] {
  const filled = lines.map((parts) => parts.join('')).filter((code) => code.trim() !== '');
  const [first = ''] = filled;
  let common = first.search(/\S/);
  for (const code of filled) while (!code.startsWith(first.slice(0, common))) common -= 1;
  if (common <= 0) return lines;
  return lines.map(([before, marked, after]) => [before.slice(common), marked, after]);
}
