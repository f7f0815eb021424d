import { isInside, type Node } from '../../analysis/nodes.ts';
import { givesReason } from '../../knowledge/ignorable-failures.ts';
import type { RuleUnit } from '../define-rule.ts';

/**
 * Whether a comment says why an error is passed over: any in the handler, or one beside it or right above the statement that
 * speaks of it. "TODO" admits that there is no reason.
 */
export function hasReason(handler: Node, statement: Node, unit: RuleUnit): boolean {
  const firstLine = unit.lines.position(statement.range[0]).line;
  const lastLine = unit.lines.position(handler.range[1]).line;
  const lines = unit.text.split('\n');
  return unit.comments.some(({ start, end, text }) => {
    if (/^[\s*]*(?:TODO|FIXME|XXX)\b/i.test(text)) return false;
    if (start >= handler.range[0] && end <= handler.range[1]) return true;
    const line = unit.lines.position(end).line;
    const isBeside = line === lastLine && start >= handler.range[1];
    const isAbove = line < firstLine && isCommentBlock(lines, line, firstLine) && !isInside(statement, handler);
    return (isBeside || isAbove) && (isBeside || givesReason(text));
  });
}

/** Whether all lines between a comment and a statement are comments too. */
function isCommentBlock(lines: readonly string[], from: number, to: number): boolean {
  return to - from <= 6 && lines.slice(from, to - 1).every((line) => /^\s*(?:\/\/|\*|\/\*)/.test(line));
}
