import ts from 'typescript';
import { forEachComment } from 'ts-api-utils';
import type { Edit, Finding } from '../analysis/finding.ts';
import { readSuppressions } from '../analysis/suppressions.ts';
import { LineIndex } from '../analysis/text.ts';
import type { Comment } from '../analysis/unit.ts';

/**
 * The edit that suppresses a finding where it stands: a comment of its own above the line, or an id in the comment that is
 * there, or (where a line of its own would not be a comment, or would come between another tool's comment and its line) a
 * comment at the line's end. Where that end is text as well, in template literals and JSX, the comment stands before the finding.
 */
export function suppressLine(finding: Pick<Finding, 'path' | 'rule' | 'start'>, text: string): Edit {
  const { path, rule } = finding;
  const lines = new LineIndex(text);
  const { line } = lines.position(finding.start);
  const source = parse(path, text);
  const comments = commentsOf(source);

  const extended = extendComment(path, rule, comments, lines, line);
  if (extended) return extended;
  const start = lines.lineStart(line);
  const above = comments.find((comment) => lines.position(comment.end).line === line - 1 && /-disable-next-line|\bdeno-lint-ignore\b/.test(comment.text));
  const place = above ? 'none' : placeAt(source, start, comments);
  const indent = /^[^\S\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const insert = (written: string): Edit => ({ path, start, end: start, text: `${indent}${written}${lineEnd(text)}` });
  if (place === 'code') return insert(`// async-pitfalls-disable-next-line ${rule}`);
  if (place === 'jsx') return insert(`{/* async-pitfalls-disable-next-line ${rule} */}`);
  return atLineEnd(path, rule, source, comments, lines, line) ?? { path, start: finding.start, end: finding.start, text: `/* async-pitfalls-disable-line ${rule} */ ` };
}

/** The edit that suppresses a rule in the whole file: a comment at its top, after a `#!` line. */
export function suppressFile(path: string, rule: string, text: string): Edit {
  const shebang = /^#![^\r\n]*(?:\r\n|\n|\r|$)/.exec(text)?.[0] ?? '';
  const end = lineEnd(text);
  const at = shebang.length;
  return { path, start: at, end: at, text: `${shebang !== '' && !/[\r\n]$/.test(shebang) ? end : ''}/* async-pitfalls-disable ${rule} */${end}` };
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, true);
}

function commentsOf(source: ts.SourceFile): Comment[] {
  const found: Comment[] = [];
  forEachComment(source, (text, { kind, pos, end }) => {
    const block = kind === ts.SyntaxKind.MultiLineCommentTrivia;
    found.push({ kind: block ? 'block' : 'line', start: pos, end, text: text.slice(pos + 2, block ? end - 2 : end) });
  });
  return found;
}

/** A comment of ours that already suppresses something on this line takes one more id. */
function extendComment(path: string, rule: string, comments: readonly Comment[], lines: LineIndex, line: number): Edit | undefined {
  const here = readSuppressions(comments, lines).filter(({ foreign, firstLine, lastLine, rule: named }) => !foreign && named !== undefined && firstLine === line && lastLine === line);
  const last = here.at(-1);
  return last && { path, start: last.at.end, end: last.at.end, text: `, ${rule}` };
}

type Place = 'code' | 'jsx' | 'none';

/** What a comment would have to look like at an offset. */
function placeAt(source: ts.SourceFile, at: number, comments: readonly Comment[]): Place {
  if (comments.some(({ start, end, kind }) => start < at && (at < end || kind === 'line' && at === end))) return 'none';
  let place: Place = 'code';
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && node.pos <= at && at <= node.end) place = joins(source, node, at) ? 'none' : 'jsx';
    else if (isTextual(node) && node.getStart(source) < at && at < node.end) place = 'none';
    ts.forEachChild(node, (child) => {
      if (child.pos <= at && at <= child.end) visit(child);
    });
  };
  visit(source);
  return place;
}

/** Whether an offset stands between words of a text, which a line break joins: with something between them the space would be lost. */
function joins({ text }: ts.SourceFile, { pos, end }: ts.JsxText, at: number): boolean {
  return text.slice(pos, at).trim() !== '' && text.slice(at, end).trim() !== '';
}

/** Literals that may run over several lines: what stands in them is text. */
function isTextual(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isRegularExpressionLiteral(node);
}

function atLineEnd(path: string, rule: string, source: ts.SourceFile, comments: readonly Comment[], lines: LineIndex, line: number): Edit | undefined {
  const { text } = source;
  const start = lines.lineStart(line);
  const end = start + (/^[^\r\n]*/.exec(text.slice(start))?.[0].trimEnd().length ?? 0);
  const last = comments.find((comment) => comment.start >= start && comment.end === end);
  // A comment that ends the line stays the last.
  const at = last ? last.start : end;
  if (placeAt(source, at, comments) !== 'code' || comments.some((comment) => comment.start < at && at < comment.end)) return undefined;
  const written = last ? `/* async-pitfalls-disable-line ${rule} */ ` : ` // async-pitfalls-disable-line ${rule}`;
  return { path, start: at, end: at, text: written };
}

/** As the file ends its lines. */
function lineEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
