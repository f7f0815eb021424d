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
    if (ts.isAwaitExpression(at) || ts.isLiteralExpression(at) || ts.isFunctionLike(at) || ts.isIdentifier(at) && !ts.isExpressionStatement(at.parent)) return false;
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
    return ts.isCallExpression(at) && mayListPromises(at);
  };
  const mayListPromises = (call: ts.CallExpression): boolean => {
    if (!isListMethod(call.expression)) return false;
    const element = elementAwaitability(call, memory);
    return element === 'always' || element === 'sometimes' || element === 'unknown' && unknownCounts;
  };
  /** `await` of an array does not wait for what is in it. */
  const mayHoldPromises = (node: ts.Expression): boolean => {
    if (ts.isArrayLiteralExpression(node)) return node.elements.some(mayBePromise);
    return ts.isCallExpression(node) && mayListPromises(node);
  };

  const names = new Map<string, NameUse>();
  const declarations: ts.VariableDeclaration[] = [];
  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isExpressionStatement(node) && mayBePromise(node.expression)) return true;
    if (isAddition(node) && node.arguments.some((argument) => !ts.isSpreadElement(argument) && mayBePromise(argument))) return true;
    if (ts.isAwaitExpression(node) && mayHoldPromises(skipWrappers(node.expression))) return true;
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) declarations.push(node);
    if (ts.isIdentifier(node)) count(node, names);
    ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child)) stack.push(child); });
  }
  // Asked last, and only of variables that nobody may read: inferring every initialiser would cost most of a type check.
  return declarations.some(({ name, initializer }) => initializer && ts.isIdentifier(name) && !isRead(names.get(name.text)) && mayBePromise(initializer));
}

/** How often a name is declared in a file, and whether it is ever read. */
interface NameUse {
  declared: number;
  read: boolean;
}

function count(node: ts.Identifier, names: Map<string, NameUse>): void {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node || ts.isPropertyAssignment(parent) && parent.name === node) return;
  const use = names.get(node.text) ?? { declared: 0, read: false };
  names.set(node.text, use);
  if ('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent) && !ts.isExportSpecifier(parent)) use.declared += 1;
  else if (!(ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)) use.read = true;
}

/** A name that is declared once and read somewhere is read; of one declared twice nobody knows which. */
function isRead(use: NameUse | undefined): boolean {
  return use !== undefined && use.declared === 1 && use.read;
}

/** `list.push(x)` and its kin. */
function isAddition(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:push|add|unshift)$/.test(node.expression.name.text);
}

/** Calls that give a list of what their callback returns, or of the elements they were given. */
function isListMethod(callee: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(callee) && /^(?:map|flatMap|from|filter|concat)$/.test(callee.name.text);
}

function isLogical(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
}

function skipWrappers(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return at;
}
