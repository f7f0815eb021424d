import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';

/**
 * Whether a file has a place where something may be tried again: a `catch` clause in a loop that goes through no list, or a
 * handler that calls the function around it. Goes over TypeScript's own tree; errs on the side of yes.
 */
export function mayRetry(source: ts.SourceFile): boolean {
  for (const node of codeNodes(source)) {
    if (ts.isCatchClause(node) && (isInLoop(node) || callsAround(node))) return true;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'catch' && node.arguments.some(callsAround)) return true;
  }
  return false;
}

function isInLoop(node: ts.Node): boolean {
  for (let at = node.parent; at && !ts.isFunctionLike(at); at = at.parent) if (ts.isWhileStatement(at) || ts.isDoStatement(at) || ts.isForStatement(at)) return true;
  return false;
}

/** Whether a name is called below a node that a function around the node goes by. */
function callsAround(node: ts.Node): boolean {
  const names = new Set<string>();
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    const name = ts.isBinaryExpression(at) ? at.left : ts.isFunctionLike(at) || ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at) ? at.name : undefined;
    const text = name && lastName(name);
    if (text !== undefined) names.add(text);
  }
  let found = false;
  const stack: ts.Node[] = [node];
  for (let at = stack.pop(); at && !found; at = stack.pop()) {
    const called = ts.isCallExpression(at) ? lastName(at.expression) : undefined;
    found = called !== undefined && names.has(called);
    ts.forEachChild(at, (child) => { stack.push(child); });
  }
  return found;
}

function lastName(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteral(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
}
