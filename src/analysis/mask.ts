import ts from 'typescript';
import type { Span } from './text.ts';

/** Why a text does not parse: TypeScript's first message and its 0-based offset. */
export interface SyntaxDamage extends Span {
  message: string;
}

/** A text in which the broken statements are blanked out, and what was wrong with it. */
export interface Masked {
  /** As long as the original; every offset outside the blanks still points at the same character. */
  text: string;
  damage: SyntaxDamage[];
}

const maxRounds = 8;

/**
 * Blanks out the smallest broken statements of a half-typed text, so that the rest of it parses.
 * The errors of TypeScript's parser say where the damage is; a statement (or class member, or list element on its own)
 * that holds one is replaced by spaces, line ends kept. A further round takes the next larger statement.
 * Returns undefined when the text has no syntax error.
 */
export function maskBroken(path: string, text: string): Masked | undefined {
  return maskDamaged(parseForDamage(path, text));
}

/** `maskBroken` of what has been parsed by `parseForDamage`. */
export function maskDamaged(parsed: ts.SourceFile): Masked | undefined {
  let source = parsed;
  const { fileName: path, text } = parsed;
  const first = damageOf(source);
  if (first.length === 0) return undefined;
  let masked = text;
  for (let round = 0; round < maxRounds; round += 1) {
    const errors = damageOf(source);
    if (errors.length === 0) return { text: masked, damage: first };
    let next = masked;
    for (const error of errors) next = blank(next, brokenPart(source, error.start, round));
    // Nothing left to blank out where the errors are: give the whole text up.
    if (next === masked) break;
    masked = next;
    source = parseForDamage(path, masked);
  }
  return { text: blank(text, { start: 0, end: text.length }), damage: first };
}

/** A tree without parents and comments, which says no more than where a text does not parse. */
export function parseForDamage(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone });
}

/** The syntax errors TypeScript's parser noted in a source file. */
export function damageOf(source: ts.SourceFile): SyntaxDamage[] {
  // Public on the language service only; the parser keeps them here.
  const diagnostics = (source as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
  return diagnostics.map((diagnostic) => ({
    start: diagnostic.start,
    end: diagnostic.start + diagnostic.length,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
  }));
}

/** The smallest statement or class member around an offset; each round goes one further out. */
function brokenPart(source: ts.SourceFile, offset: number, round: number): Span {
  // An error "expected here" points behind the damage: the token before it belongs to the broken statement.
  const at = Math.max(0, previousToken(source.text, offset));
  const chain: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, (child) => {
      if (child.pos <= at && at < child.end) {
        if (isRemovable(child)) chain.push(child);
        visit(child);
      }
    });
  };
  visit(source);
  const node = chain[chain.length - 1 - round] ?? chain[0];
  if (!node) return lineAround(source.text, offset);
  return { start: node.getStart(source), end: Math.max(node.end, offset < node.end + 2 ? Math.min(offset, source.text.length) : node.end) };
}

function isRemovable(node: ts.Node): boolean {
  if (ts.isBlock(node) || ts.isEmptyStatement(node)) return false;
  return ts.isStatement(node) || ts.isClassElement(node) || ts.isTypeElement(node);
}

function previousToken(text: string, offset: number): number {
  let at = Math.min(offset, text.length) - 1;
  while (at > 0 && /\s/.test(text.charAt(at))) at -= 1;
  return /\S/.test(text.charAt(offset)) && offset < text.length && at < offset - 1 ? at : Math.max(at, 0);
}

function lineAround(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end === -1 ? text.length : end };
}

/** Replaces everything but line ends by spaces. */
function blank(text: string, span: Span): string {
  return text.slice(0, span.start) + text.slice(span.start, span.end).replace(/[^\r\n\u2028\u2029]/g, ' ') + text.slice(span.end);
}
