import { T, walk, type Node } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';

/** How a file is written, as far as inserted code must match it. */
export interface CodeStyle {
  quote: "'" | '"';
  semicolons: boolean;
  /** One level of indentation: a tab, or spaces. */
  indent: string;
  eol: '\n' | '\r\n';
}

const styles = new WeakMap<Unit['ast'], CodeStyle>();

/** The style of a file by the majority of what it does; where it shows nothing: single quotes, semicolons, two spaces, `\n`. */
export function styleOf(unit: Unit): CodeStyle {
  let style = styles.get(unit.ast);
  if (!style) styles.set(unit.ast, (style = { quote: quoteOf(unit), semicolons: usesSemicolons(unit), indent: indentOf(unit.text), eol: eolOf(unit.text) }));
  return style;
}

/** The white space at the start of the line in which an offset stands. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** A string literal in the file's quotes. */
export function quoted(value: string, style: CodeStyle): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(style.quote, `\\${style.quote}`);
  return style.quote + escaped + style.quote;
}

/** Module specifiers decide where there are any: prose with apostrophes prefers double quotes without being a style. */
function quoteOf(unit: Unit): "'" | '"' {
  const count = { specifiers: [0, 0], all: [0, 0] };
  walk(unit.ast, (node) => {
    if (node.type !== T.Literal || typeof node.value !== 'string' || node.parent.type === T.JSXAttribute) return;
    const side = unit.text[node.range[0]] === '"' ? 1 : 0;
    count.all[side] = (count.all[side] ?? 0) + 1;
    if (isSpecifier(node)) count.specifiers[side] = (count.specifiers[side] ?? 0) + 1;
  });
  const [single = 0, double = 0] = count.specifiers.some((found) => found > 0) ? count.specifiers : count.all;
  return double > single ? '"' : "'";
}

function isSpecifier(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === T.CallExpression) return parent.callee.type === T.Identifier && parent.callee.name === 'require';
  return parent?.type === T.ImportDeclaration || parent?.type === T.ExportNamedDeclaration || parent?.type === T.ExportAllDeclaration;
}

const terminated = new Set<string>([
  T.ExpressionStatement, T.VariableDeclaration, T.ReturnStatement, T.ThrowStatement, T.ImportDeclaration, T.ExportAllDeclaration,
  T.BreakStatement, T.ContinueStatement, T.TSTypeAliasDeclaration, T.PropertyDefinition,
]);

function usesSemicolons(unit: Unit): boolean {
  let balance = 0;
  walk(unit.ast, (node) => {
    // The declaration in a loop's head ends with the loop's own semicolon.
    if (!terminated.has(node.type) || (node.type === T.VariableDeclaration && /^For/.test(node.parent.type))) return;
    // One that begins a line guards that line, in files without semicolons.
    balance += /[^\s];$/.test(unit.text.slice(node.range[1] - 2, node.range[1])) ? 1 : -1;
  });
  return balance >= 0;
}

function indentOf(text: string): string {
  let tabs = 0;
  const widths = new Map<number, number>();
  let last = 0;
  for (const line of text.split('\n')) {
    const [, white = '', first] = /^([ \t]*)(\S)?/.exec(line) ?? [];
    // Lines of a block comment are indented by one more than what they document.
    if (first === undefined || first === '*') continue;
    if (white.startsWith('\t')) tabs += 1;
    else {
      const step = white.length - last;
      if (step > 1 && step <= 8) widths.set(step, (widths.get(step) ?? 0) + 1);
      last = white.length;
    }
  }
  const [width = 2, lines = 0] = [...widths].sort((left, right) => right[1] - left[1])[0] ?? [];
  return tabs > lines ? '\t' : ' '.repeat(width);
}

function eolOf(text: string): '\n' | '\r\n' {
  const windows = text.split('\r\n').length - 1;
  return windows * 2 > text.split('\n').length - 1 ? '\r\n' : '\n';
}
