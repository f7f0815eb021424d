import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';
import { givesPromise, isAsync, isDeclaredAsync, isDeclaredOtherwise } from './void-slots.ts';
import type { TypeMemory } from './typescript-oracle.ts';

/**
 * Whether a file hands over a function that gives a promise, or overrides a method by one. Goes over TypeScript's own tree, so that
 * files without such a place need no conversion. `takesPromises` names what is given async functions everywhere and waits for them.
 */
export function mayHandOverAsync(source: ts.SourceFile, memory: TypeMemory | undefined, takesPromises: (name: string) => boolean): boolean {
  for (const node of codeNodes(source)) {
    if (!isName(node) && !ts.isFunctionLike(node)) continue;
    if (isHandedOver(node, takesPromises) && (givesPromise(node, memory) || (isName(node) && memory !== undefined && isDeclaredAsync(node, memory) && !isPassedOtherwise(node, memory)))) return true;
    if (memory === undefined && isName(node) && ts.isCallExpression(node.parent) && node.parent.arguments.includes(node) && /\basync\b/.test(source.text) && isHandedOver(node, takesPromises)) return true;
  }
  return false;
}

/** Methods and functions of which the rule knows without types what they do with a function. */
const knownTakers = /^(?:forEach|filter|find\w*|some|every|sort|toSorted|reduce\w*|set[A-Z]\w*|queueMicrotask|nextTick|request\w*|on\w*|once|add\w*|prepend\w*|get|post|put|patch|delete|all|use|head|options|route)$/;

/** Whether a name is an argument of a call that is declared to take something else than a function that returns nothing. Most arguments are. */
function isPassedOtherwise(node: ts.Expression, memory: TypeMemory): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  const callee = parent.expression;
  const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
  return name !== undefined && !knownTakers.test(name) && name !== 'Promise' && isDeclaredOtherwise(node, memory);
}

function isName(node: ts.Node): node is ts.Identifier | ts.PropertyAccessExpression {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
}

/** `request.onload = reader.read`: the listener is whatever it is. */
function isHandlerAssignment(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && node.left.name.text.startsWith('on');
}

/** Whether a node stands where a function is given away: as an argument, a property, an attribute, what is assigned, declared with a type or returned. */
function isHandedOver(node: ts.Node, takesPromises: (name: string) => boolean): boolean {
  let at = node;
  while (at.parent && (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent))) at = at.parent;
  const { parent } = at;
  if (!parent) return false;
  if (ts.isCallExpression(parent)) {
    const callee = parent.expression;
    const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
    return callee !== at && !(name !== undefined && takesPromises(name));
  }
  if (ts.isNewExpression(parent)) return parent.expression !== at;
  // Elsewhere a method of something else was made to be called and left alone.
  if (ts.isPropertyAccessExpression(at) && !ts.isJsxExpression(parent) && !isHandlerAssignment(parent)) return false;
  if (ts.isMethodDeclaration(at)) return (ts.isObjectLiteralExpression(parent) && isAsync(at)) || (ts.isClassLike(parent) && parent.heritageClauses !== undefined);
  if (ts.isPropertyDeclaration(parent)) return parent.initializer === at && (parent.type !== undefined || parent.parent.heritageClauses !== undefined);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === at && !(ts.isFunctionLike(at) && !isAsync(at));
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent);
  if (ts.isBinaryExpression(parent)) return parent.right === at && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === at && parent.type !== undefined;
  return ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === at);
}
