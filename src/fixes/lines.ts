import { T, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Span } from '../analysis/text.ts';
import { indentationAt } from './style.ts';

/** Whole lines, and what stands on them without the indentation of the first. */
export interface Chunk extends Span {
  lines: string[];
}

/** The statements among which one stands; undefined for the body of an `if` without braces and the like. */
export function listAround(statement: Node): readonly TSESTree.Statement[] | undefined {
  const { parent } = statement;
  if (parent?.type === T.BlockStatement || parent?.type === T.StaticBlock) return parent.body;
  return parent?.type === T.SwitchCase ? parent.consequent : undefined;
}

/**
 * The lines of a statement, from the comments right above it to the end of its last line. Undefined where it shares a line
 * with other code. With `withBlank` the blank lines before go as well.
 */
export function lineChunk(unit: Unit, statement: Node, withBlank: boolean): Chunk | undefined {
  const { text } = unit;
  const [from, to] = statement.range;
  const firstLine = text.lastIndexOf('\n', from - 1) + 1;
  if (text.slice(firstLine, from).trim() !== '') return undefined;
  const end = endOfLine(unit, to);
  if (end === undefined) return undefined;
  let start = firstLine;
  for (let above = lineBefore(text, start); above && isComment(unit, above); above = lineBefore(text, start)) start = above.start;
  const indent = indentationAt(text, from);
  const lines = text.slice(start, end).replace(/\r?\n$/, '').split(/\r?\n/).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
  if (withBlank) for (let above = lineBefore(text, start); above && text.slice(above.start, above.end).trim() === ''; above = lineBefore(text, start)) start = above.start;
  return { start, end, lines };
}

/** The whole lines of the statements `first` to `last`, with the comments before the first, without blank lines around; undefined where they share a line with other code. */
export function wholeLines(unit: Unit, before: Node | undefined, first: Node, last: Node): Span | undefined {
  const { text } = unit;
  const firstLine = text.lastIndexOf('\n', first.range[0] - 1) + 1;
  if (text.slice(firstLine, first.range[0]).trim() !== '') return undefined;
  let start = firstLine;
  const limit = before ? endOfLine(unit, before.range[1]) : text.lastIndexOf('\n', firstLine - 1) + 1;
  if (limit === undefined) return undefined;
  if (before) {
    const between = text.slice(limit, firstLine);
    start = limit + (/^(?:[ \t]*\r?\n)*/.exec(between)?.[0].length ?? 0);
  }
  const end = endOfLine(unit, last.range[1]);
  return end === undefined ? undefined : { start, end };
}

/** Where the next line starts, if nothing but white space and a comment follows on this one. */
function endOfLine({ text }: Unit, from: number): number | undefined {
  const newline = text.indexOf('\n', from);
  const rest = text.slice(from, newline < 0 ? text.length : newline);
  return /^[ \t]*(?:\/\/.*|\/\*.*\*\/[ \t]*)?\r?$/.test(rest) ? (newline < 0 ? text.length : newline + 1) : undefined;
}

function lineBefore(text: string, start: number): Span | undefined {
  return start === 0 ? undefined : { start: text.lastIndexOf('\n', start - 2) + 1, end: start };
}

function isComment(unit: Unit, line: Span): boolean {
  const content = unit.text.slice(line.start, line.end).trim();
  return content !== '' && unit.comments.some((comment) => comment.start >= line.start && comment.end <= line.end && unit.text.slice(comment.start, comment.end) === content);
}
