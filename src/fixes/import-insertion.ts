import { T, type Node } from '../analysis/nodes.ts';
import { normalizeModule, requiredModule } from '../analysis/origin.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { styleOf } from './style.ts';

/** The edit that puts a new import (or require) statement where the file keeps them: after those that are there, else below shebang, directives and licence header. */
export function importInsertion(unit: Unit, statement: string): EditInput {
  return insertion(unit, lastImport(unit), statement, '');
}

/** The edit that puts a statement below the imports, after a blank line, and below those that require one of `modules`. */
export function belowImports(unit: Unit, statement: string, modules: readonly string[]): EditInput {
  const required = unit.ast.body.filter((candidate) => candidate.type === T.VariableDeclaration
    && candidate.declarations.some(({ init }) => init && modules.includes(normalizeModule(requiredModule(init, unit.scopes) ?? ''))));
  const last = [lastImport(unit), ...required].filter((node) => node !== undefined).sort((left, right) => left.range[1] - right.range[1]).at(-1);
  return insertion(unit, last, statement, styleOf(unit).eol);
}

function insertion(unit: Unit, last: Node | undefined, statement: string, gap: string): EditInput {
  const { eol } = styleOf(unit);
  if (last) {
    const start = lineEndAfter(unit.text, endOf(last, unit.text));
    return { start, end: start, text: gap + eol + closed(unit, statement, start) };
  }
  const start = anchor(unit);
  return { start, end: start, text: closed(unit, statement, start) + eol + eol };
}

/** ES modules are hoisted, so the last import counts; a require runs in its place, so only those at the top do. */
function lastImport(unit: Unit): Node | undefined {
  const isImport = (statement: Node): boolean => statement.type === T.ImportDeclaration || statement.type === T.TSImportEqualsDeclaration;
  if (unit.moduleKind === 'esm') return unit.ast.body.filter(isImport).at(-1);
  let last: Node | undefined;
  for (const statement of unit.ast.body) {
    if (isRequire(statement, unit)) last = statement;
    else if (!isDirective(statement)) break;
  }
  return last;
}

function isRequire(statement: Node, unit: Unit): boolean {
  if (statement.type === T.ExpressionStatement) return requiredModule(statement.expression, unit.scopes) !== undefined;
  if (statement.type !== T.VariableDeclaration) return false;
  return statement.declarations.every(({ init }) => {
    let at: Node | null = init;
    // `require('x').y` and `require('x')(options)` stand in the same block.
    while (at && requiredModule(at, unit.scopes) === undefined) at = at.type === T.MemberExpression ? at.object : at.type === T.CallExpression ? at.callee : null;
    return at !== null;
  });
}

function isDirective(statement: Node): boolean {
  return statement.type === T.ExpressionStatement && statement.directive !== undefined;
}

/** The end of a statement; a semicolon that begins the next line guards that line (`;[1].map(f)`) although the tree counts it to this one. */
function endOf(statement: Node, text: string): number {
  const [start, end] = statement.range;
  return end - (/\r?\n\s*;$/.exec(text.slice(start, end))?.[0].length ?? 0);
}

/** The end of the line if only a comment follows on it, so that the comment stays with its statement. */
function lineEndAfter(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(offset));
  return offset + (rest?.[0].length ?? 0);
}

const fileComment = /copyright|licen[sc]e|@ts-|@flow|@jsx|@file|eslint|prettier|async-pitfalls|istanbul|\bc8\b/i;

/** Where the first import of a file goes: before the first statement and the comments that belong to it. */
function anchor(unit: Unit): number {
  const statements = unit.ast.body.filter((statement) => !isDirective(statement));
  const directives = unit.ast.body.filter(isDirective);
  const from = directives.at(-1)?.range[1] ?? 0;
  const first = statements[0]?.range[0] ?? unit.text.length;
  const comments = unit.comments.filter((comment) => comment.start >= from && comment.end <= first);
  let own = 0;
  comments.forEach((comment, index) => {
    const gap = unit.text.slice(comment.end, comments[index + 1]?.start ?? first);
    const isTrailing = !unit.text.slice(from, comment.start).includes('\n') && from > 0;
    if (isTrailing || /\n[ \t\r]*\n/.test(gap) || fileComment.test(comment.text)) own = index + 1;
  });
  return comments[own]?.start ?? first;
}

/** A `const … = require(…)` without semicolon would go on in a line that begins with a bracket. */
function closed(unit: Unit, statement: string, offset: number): string {
  const next = /\S/.exec(unit.text.slice(offset))?.[0] ?? '';
  return statement.startsWith('const') && !statement.endsWith(';') && '([`/+-'.includes(next) && next !== '' ? `${statement};` : statement;
}
