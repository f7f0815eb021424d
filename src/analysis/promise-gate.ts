import ts from 'typescript';
import { elementAwaitability, nodeAwaitability, type TypeMemory } from './typescript-oracle.ts';

/** Whether a file that is analysed without types can have a promise that anything proves. */
export function mightHoldPromises(text: string): boolean {
  return /\basync\b|promis|fetch|axios|undici|delay|\bp-\w|\bimport\s*\(|\bonce\b|\b(?:Deno|Bun)\b/i.test(text);
}

/**
 * Whether a file has a place where a promise might be left alone: an expression statement, an initialiser, an assignment or
 * a pushed value whose type is, or may be, a promise. Goes over TypeScript's own tree, so that files without such a place
 * need no conversion (which costs 4-8 times the parse). Errs on the side of yes.
 */
export function mayLeavePromise(source: ts.SourceFile, memory: TypeMemory): boolean {
  // What types do not know may still be proved by an async function of this file, or by a builtin's binding.
  const unknownCounts = mightHoldPromises(source.text);
  const mayBePromise = (node: ts.Expression): boolean => {
    const at = skipWrappers(node);
    // `await` of an array does not wait for what is in it.
    if (ts.isAwaitExpression(at)) return mayHoldPromises(skipWrappers(at.expression));
    if (ts.isLiteralExpression(at) || ts.isFunctionLike(at) || ts.isIdentifier(at) && !ts.isExpressionStatement(at.parent)) return false;
    if (ts.isBinaryExpression(at)) {
      const operator = at.operatorToken.kind;
      if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) return mayBePromise(at.right);
      if (operator === ts.SyntaxKind.CommaToken || isLogical(operator)) return mayBePromise(at.left) || mayBePromise(at.right);
      return false;
    }
    if (ts.isConditionalExpression(at)) return mayBePromise(at.whenTrue) || mayBePromise(at.whenFalse);
    if (ts.isVoidExpression(at)) return true;
    if (ts.isArrayLiteralExpression(at)) return at.elements.some(mayBePromise);
    const answer = nodeAwaitability(at, memory);
    if (answer === 'always' || answer === 'sometimes') return true;
    if (answer === 'unknown') return unknownCounts && (ts.isCallExpression(at) || ts.isNewExpression(at) || ts.isElementAccessExpression(at) || ts.isPropertyAccessExpression(at));
    if (!ts.isCallExpression(at)) return false;
    const element = elementAwaitability(at, memory);
    return element === 'always' || element === 'sometimes';
  };

  const mayHoldPromises = (node: ts.Expression): boolean => {
    if (ts.isArrayLiteralExpression(node)) return node.elements.some(mayBePromise);
    return ts.isCallExpression(node) && nodeAwaitability(node, memory) === 'never' && elementAwaitability(node, memory) !== 'never';
  };

  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isPlace(node, mayBePromise)) return true;
    ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child)) stack.push(child); });
  }
  return false;
}

function isPlace(node: ts.Node, mayBePromise: (expression: ts.Expression) => boolean): boolean {
  if (ts.isExpressionStatement(node)) return mayBePromise(node.expression);
  if (ts.isVariableDeclaration(node)) return node.initializer !== undefined && mayBePromise(node.initializer);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && (node.expression.name.text === 'push' || node.expression.name.text === 'add' || node.expression.name.text === 'unshift')) {
    return node.arguments.some((argument) => !ts.isSpreadElement(argument) && mayBePromise(argument));
  }
  return false;
}

function isLogical(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
}

function skipWrappers(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return at;
}
