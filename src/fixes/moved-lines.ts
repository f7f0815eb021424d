import { T, walk, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { indentationAt, styleOf } from './style.ts';

/** Statements that are moved one level in: where they begin and end, with the comments beside the last, and the edits that indent all lines but the first. */
export interface Moved {
  start: number;
  end: number;
  indentation: string;
  indent: string;
  edits: EditInput[];
}

/** Undefined where they share a line with other code, or one lies in a text of several lines, which white space would change. */
export function movedLines(unit: Unit, statements: readonly Node[]): Moved | undefined {
  const { text } = unit;
  const first = statements[0];
  const last = statements.at(-1);
  if (!first || !last) return undefined;
  const [start] = first.range;
  const indentation = indentationAt(text, start);
  const newline = text.indexOf('\n', last.range[1]);
  const lineEnd = newline < 0 ? text.length : newline;
  const rest = text.slice(last.range[1], lineEnd);
  if (text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() !== '' || !/^[ \t]*(?:\/\/.*|\/\*.*\*\/[ \t]*)?\r?$/.test(rest)) return undefined;
  const end = last.range[1] + rest.trimEnd().length;
  if (statements.some((one) => hasFixedLines(unit, one))) return undefined;
  const { indent } = styleOf(unit);
  const edits: EditInput[] = [];
  for (let at = text.indexOf('\n', start) + 1; at > 0 && at < end; at = text.indexOf('\n', at) + 1) {
    if (!/^[ \t]*\r?\n/.test(text.slice(at))) edits.push({ start: at, end: at, text: indent });
  }
  return { start, end, indentation, indent, edits };
}

/** Whether white space at the start of a line means something in it. */
export function hasFixedLines(unit: Unit, node: Node): boolean {
  let fixed = false;
  walk(node, (part) => { fixed ||= keepsWhiteSpace(unit, part); });
  return fixed;
}

/** Of a template, of a string that goes on after a backslash, and of an attribute in JSX; not of the text between JSX tags, whose lines are trimmed. */
export function keepsWhiteSpace(unit: Unit, node: Node): boolean {
  return (node.type === T.TemplateElement || node.type === T.Literal) && unit.textOf(node).includes('\n');
}
