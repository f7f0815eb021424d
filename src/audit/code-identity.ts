import { createHash } from 'node:crypto';
import ts from 'typescript';
import type { Finding } from '../analysis/finding.ts';
import type { Span } from '../analysis/text.ts';
import { metaRules } from './meta-rules.ts';

/** What makes a finding the same one after lines have moved, its file has another name, or the code around it another form. */
export interface CodeIdentity {
  rule: string;
  /** The functions and classes around it: `Store.load`; empty at the top of a file. */
  in: string;
  /** Its own code without white space, comments and the bodies of blocks; long code ends in a hash. */
  code: string;
}

const maxCode = 120;

/** The identities of findings of one file, in their order. `text` is the file's, without byte order mark. */
export function identitiesOf(path: string, text: string, findings: readonly Pick<Finding, 'rule' | 'start' | 'end'>[]): CodeIdentity[] {
  if (findings.length === 0) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return findings.map(({ rule, start, end }) => {
    const isComment = metaRules.some(({ id }) => id === rule);
    const node = isComment ? undefined : tellingNode(source, { start, end });
    return { rule, in: namesAround(nodeAt(source, { start, end })), code: shortened(node ? codeOf(node, source) : text.slice(start, end).replace(/\s+/g, ' ').trim()) };
  });
}

/** The innermost node that holds a span. */
function nodeAt(source: ts.SourceFile, { start, end }: Span): ts.Node {
  let node: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) => (child.getStart(source) <= start && end <= child.end ? child : undefined));
    if (!inner) return node;
    node = inner;
  }
}

/** What a span stands on, or as much around it as tells it from its neighbours: `file` alone is any file. */
function tellingNode(source: ts.SourceFile, span: Span): ts.Node | undefined {
  let node = nodeAt(source, span);
  while (isVague(node)) node = node.parent;
  return ts.isSourceFile(node) || ts.isBlock(node) ? undefined : node;
}

function isVague(node: ts.Node): boolean {
  return ts.isToken(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)
    || ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node)
    || ts.isNewExpression(node) || ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isBindingElement(node) || ts.isObjectBindingPattern(node)
    || ts.isArrayBindingPattern(node) || ts.isParameter(node) || ts.isJsxExpression(node);
}

/** The tokens of a node, in the one form that formatters cannot change. */
function codeOf(node: ts.Node, source: ts.SourceFile): string {
  const tokens: string[] = [];
  const visit = (part: ts.Node): void => {
    if (part.kind >= ts.SyntaxKind.FirstJSDocNode && part.kind <= ts.SyntaxKind.LastJSDocNode) return;
    // What stands in a body has an identity of its own, and may change without changing this one.
    if (part !== node && (ts.isBlock(part) || ts.isCaseBlock(part))) return void tokens.push('{…}');
    if (ts.isArrowFunction(part) && isBareParameter(part, source)) return arrow(part);
    const children = part.getChildren(source);
    if (children.length > 0) return children.forEach(visit);
    const text = tokenText(part, source);
    if (text !== '') tokens.push(text);
  };
  const arrow = (fn: ts.ArrowFunction): void => {
    for (const child of fn.getChildren(source)) {
      if (child.kind !== ts.SyntaxKind.SyntaxList || child.pos !== fn.parameters.pos) visit(child);
      else tokens.push('(', child.getText(source), ')');
    }
  };
  visit(node);
  return joined(tokens);
}

function isBareParameter(fn: ts.ArrowFunction, source: ts.SourceFile): boolean {
  return !fn.getChildren(source).some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
}

function tokenText(node: ts.Node, source: ts.SourceFile): string {
  // Which quotes stand around a text is the formatter's business.
  if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) return `'${node.text}'`;
  if (node.kind === ts.SyntaxKind.SemicolonToken) return ts.isForStatement(node.parent) ? ';' : '';
  return node.getText(source).replace(/\s+/g, ' ');
}

const closing = /^[)\]}>]$/;
const word = /^[\w$'"`#…]/;

function joined(tokens: readonly string[]): string {
  const kept = tokens.filter((token, index) => token !== ',' || !closing.test(tokens[index + 1] ?? ''));
  return kept.map((token, index) => (/[\w$'"`]$/.test(kept[index - 1] ?? '') && word.test(token) ? ` ${token}` : token)).join('');
}

/** Long code would fill the baseline; two long pieces are still told apart. */
function shortened(code: string): string {
  if (code.length <= maxCode) return code;
  return `${code.slice(0, maxCode - 10)}…${createHash('sha256').update(code).digest('hex').slice(0, 8)}`;
}

function namesAround(node: ts.Node): string {
  const names: string[] = [];
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    const name = ts.isFunctionLike(at) || ts.isClassLike(at) ? nameOf(at) : undefined;
    if (name !== undefined) names.unshift(name);
  }
  return names.join('.');
}

/** The name of a function or class: its own, or that of what it is given to. */
function nameOf(node: ts.SignatureDeclaration | ts.ClassLikeDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (node.name) return textOf(node.name);
  let holder: ts.Node = node.parent;
  // `const load = useCallback(async () => …)`
  while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder) || ts.isSatisfiesExpression(holder) || ts.isCallExpression(holder)) holder = holder.parent;
  if (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) return textOf(holder.name);
  if (ts.isBinaryExpression(holder) && holder.operatorToken.kind === ts.SyntaxKind.EqualsToken) return textOf(holder.left);
  return ts.isExportAssignment(holder) ? 'default' : undefined;
}

function textOf(name: ts.Node): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText().replace(/\s+/g, '');
}
