import type { Location } from '../analysis/finding.ts';
import { LineIndex } from '../analysis/text.ts';

/** A line of a code frame: a line of code, or the marks under it. */
export interface FrameLine {
  /** The line number, or blanks of the same width. */
  gutter: string;
  code: string;
  isMark: boolean;
}

const tabWidth = 2;
const maxLines = 3;

/** The code at a place with marks under it. Long pieces are cut in the middle, long lines at their ends: `width` is what a line may take, with its number. */
export function codeFrame(text: string, { start, end, range }: Location, width: number): FrameLine[] {
  const index = new LineIndex(text);
  const last = end > start && range.end.column === 1 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  const count = last - range.start.line + 1;
  // The first lines say what it is; of a long function nobody reads the rest.
  const lastShown = count > maxLines ? range.start.line + 1 : last;
  const gutterWidth = String(lastShown).length;
  const room = Math.max(20, width - gutterWidth - 3);
  const frame: FrameLine[] = [];
  const indent = commonIndent(text, index, range.start.line, lastShown);
  for (let line = range.start.line; line <= lastShown; line += 1) {
    const lineStart = index.lineStart(line);
    const code = lineText(text, index, line);
    const from = Math.max(line === range.start.line ? start - lineStart : firstColumn(code), 0);
    const to = Math.min(line === range.end.line ? end - lineStart : code.length, code.length);
    const cut = cutLine(code, indent, from, Math.max(to, from), room);
    frame.push({ gutter: String(line).padStart(gutterWidth), code: cut.code, isMark: false });
    if (code.trim() !== '') frame.push({ gutter: ' '.repeat(gutterWidth), code: cut.marks, isMark: true });
  }
  if (lastShown < last) frame.push({ gutter: ' '.repeat(gutterWidth), code: `… ${last - lastShown} more lines`, isMark: false });
  return frame;
}

function lineText(text: string, index: LineIndex, line: number): string {
  const end = line < index.lineCount ? index.lineStart(line + 1) : text.length;
  return text.slice(index.lineStart(line), end).replace(/[\r\n]+$/, '');
}

function firstColumn(code: string): number {
  return Math.max(code.search(/\S/), 0);
}

/** The indentation that all shown lines share is left out, so that deep code stays readable. */
function commonIndent(text: string, index: LineIndex, first: number, last: number): number {
  let common = Infinity;
  for (let line = first; line <= last; line += 1) {
    const code = lineText(text, index, line);
    if (code.trim() !== '') common = Math.min(common, firstColumn(code));
  }
  return common === Infinity ? 0 : common;
}

/** One line and the marks under `from`..`to`, cut to `room` columns around where the marks begin. */
function cutLine(code: string, indent: number, from: number, to: number, room: number): { code: string; marks: string } {
  // A generated line may have a megabyte: only what can be shown is looked at.
  const windowStart = Math.max(indent, from - 4 * room);
  const cells = toCells(code.slice(windowStart, from + 8 * room));
  const isMarked = (cell: Cell): boolean => cell.at + windowStart >= from && cell.at + windowStart < to;
  const firstMarked = cells.findIndex((cell) => cell.at + windowStart >= from);
  const markStart = firstMarked === -1 ? cells.length : firstMarked;

  let leading = columns(cells.slice(0, markStart));
  let total = columns(cells);
  let skipped = 0;
  // Some context before the marks, the rest behind them.
  for (; skipped < markStart && leading > room / 3 && (total > room - 1 || windowStart > indent); skipped += 1) {
    const { width } = cells[skipped] as Cell;
    leading -= width;
    total -= width;
  }
  const before = skipped > 0 || windowStart > indent ? '…' : '';
  let shown = cells.length;
  if (before.length + total > room) {
    while (before.length + total + 1 > room) total -= (cells[(shown -= 1)] as Cell).width;
  }
  const after = shown < cells.length || from + 8 * room < code.length ? '…' : '';
  const visible = cells.slice(skipped, shown);
  const marks = visible.map((cell) => (isMarked(cell) ? '~' : ' ').repeat(cell.width)).join('');
  const points = marks.includes('~') ? marks : `${' '.repeat(leading)}~`;
  return { code: before + visible.map((cell) => cell.text).join('') + after, marks: `${' '.repeat(before.length)}${points}`.trimEnd() };
}

interface Cell {
  text: string;
  /** The offset in the line. */
  at: number;
  width: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What takes columns of its own: one entry per character as readers see it. */
function toCells(code: string): Cell[] {
  const cells: Cell[] = [];
  if (/^[\x20-\x7e\t]*$/.test(code)) {
    for (let at = 0; at < code.length; at += 1) cells.push(toCell(code.charAt(at), at));
    return cells;
  }
  for (const { segment, index } of segmenter.segment(code)) cells.push(toCell(segment, index));
  return cells;
}

function toCell(segment: string, at: number): Cell {
  if (segment === '\t') return { text: ' '.repeat(tabWidth), at, width: tabWidth };
  const point = segment.codePointAt(0) ?? 0;
  // A control character would move the cursor, or colour the rest of the report.
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return { text: '\ufffd', at, width: 1 };
  return { text: segment, at, width: isWide(segment, point) ? 2 : 1 };
}

/** East Asian wide characters and emoji take two columns. */
function isWide(segment: string, point: number): boolean {
  if (point < 0x1100) return segment.includes('\ufe0f');
  return /\p{Emoji_Presentation}|\ufe0f/u.test(segment) ||
    point <= 0x115f || (point >= 0x2e80 && point <= 0xa4cf) || (point >= 0xac00 && point <= 0xd7a3) || (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) || (point >= 0xff00 && point <= 0xff60) || (point >= 0xffe0 && point <= 0xffe6) || (point >= 0x20000 && point <= 0x3fffd);
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
