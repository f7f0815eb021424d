import type { Position as LspPosition, Range as LspRange } from 'vscode-languageserver';
import { LineIndex, type Range, type Span } from '../analysis/text.ts';

/** The only place where positions are converted: the protocol counts from 0, findings count from 1. Both count UTF-16 units. */
export function toLspRange(range: Range): LspRange {
  return {
    start: { line: range.start.line - 1, character: range.start.column - 1 },
    end: { line: range.end.line - 1, character: range.end.column - 1 },
  };
}

/** The protocol's range of 0-based offsets into the text of `lines`. */
export function spanToLspRange(span: Span, lines: LineIndex): LspRange {
  return toLspRange(lines.range(span));
}

/** Whether two of the protocol's ranges touch. */
export function touches(left: LspRange, right: LspRange): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: LspPosition, right: LspPosition): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
