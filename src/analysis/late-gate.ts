import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';

/**
 * Whether a file declares something by a call or a list that it does not await there, and treats it as a promise further on.
 * Goes over TypeScript's own tree and asks no types, so that files without such a place need no conversion. Errs on the side of yes.
 */
export function mayAwaitLate(source: ts.SourceFile): boolean {
  if (!/\bawait\b/.test(source.text)) return false;
  const declared = new Set<string>();
  const used = new Set<string>();
  for (const node of codeNodes(source)) {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name) && startsSomething(skip(node.initializer))) declared.add(node.name.text);
    const name = promiseName(node);
    if (name !== undefined) used.add(name);
  }
  return [...declared].some((name) => used.has(name));
}

function startsSomething(value: ts.Expression): boolean {
  return ts.isCallExpression(value) || ts.isNewExpression(value) || ts.isArrayLiteralExpression(value);
}

/** The variable that a node treats as a promise, or as a list of them. */
function promiseName(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return nameIn(skip(node.expression));
  if (ts.isPropertyAccessExpression(node) && /^(?:then|catch|finally)$/.test(node.name.text)) return nameIn(skip(node.expression));
  if (ts.isForOfStatement(node)) return nameIn(skip(node.expression));
  if (!ts.isIdentifier(node)) return undefined;
  const holder = outer(node).parent;
  const call = ts.isArrayLiteralExpression(holder) ? outer(holder).parent : holder;
  const isCombined = ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && ts.isIdentifier(call.expression.expression) && call.expression.expression.text === 'Promise';
  return isCombined ? node.text : undefined;
}

function nameIn(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isElementAccessExpression(node) ? nameIn(skip(node.expression)) : undefined;
}

function outer(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isNonNullExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent)) at = at.parent;
  return at;
}

function skip(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return at;
}
