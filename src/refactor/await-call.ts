import ts from 'typescript';
import type { EditInput } from '../analysis/rule.ts';

/** Whether a call is awaited as it stands, in whatever parentheses. */
export function isAwaited(call: ts.Node): boolean {
  let at = call;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  return ts.isAwaitExpression(at.parent);
}

/** The edits that await a call where it stands, with the parentheses that its surroundings need. */
export function awaitCall(call: ts.Expression): EditInput[] {
  const file = call.getSourceFile();
  const start = call.getStart(file);
  const { end, parent } = call;
  if (!bindsTighter(call)) return [{ start, end: start, text: 'await ' }];
  const guard = opensStatement(call, file) ? ';' : '';
  return [{ start, end: start, text: `${guard}(await ` }, { start: end, end, text: ')' }, ...linkOf(call, parent, file)];
}

/**
 * The assignment that an `await` at a call would tear in two: `this.total += load()`, `cache ??= load()`. What is written down
 * meanwhile would be lost. Variables of the function around the call itself are safe.
 */
export function tornAssignment(call: ts.Expression, container: ts.Node, checker: ts.TypeChecker): ts.BinaryExpression | undefined {
  for (let child: ts.Node = call, at = call.parent; at && at !== container; child = at, at = at.parent) {
    if (!ts.isBinaryExpression(at) || at.right !== child || !isAssignment(at.operatorToken.kind)) continue;
    const declaration = ts.isIdentifier(at.left) ? checker.getSymbolAtLocation(at.left)?.valueDeclaration : undefined;
    const isLocal = declaration !== undefined && !ts.isSourceFile(container) && ts.findAncestor(declaration, (outer) => outer === container) !== undefined;
    if (!isLocal && (at.operatorToken.kind !== ts.SyntaxKind.EqualsToken || at.right.getText().includes(at.left.getText()))) return at;
  }
  return undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether an awaited call needs parentheses where the call stood: what follows would take its promise. */
function bindsTighter(call: ts.Expression): boolean {
  const { parent } = call;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === call;
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag === call;
  if (ts.isBinaryExpression(parent)) return parent.left === call && parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken;
  return ts.isNonNullExpression(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent) || ts.isExpressionWithTypeArguments(parent);
}

/** `store?.load().text` ends early without a store: `(await store?.load())?.text` does so too. */
function linkOf(call: ts.Expression, next: ts.Node, file: ts.SourceFile): EditInput[] {
  if (!ts.isOptionalChain(call) || !(ts.isPropertyAccessExpression(next) || ts.isElementAccessExpression(next) || ts.isCallExpression(next)) || next.questionDotToken) return [];
  if (!ts.isOptionalChain(next)) return [];
  const rest = file.text.slice(call.end);
  const at = call.end + (rest.length - rest.replace(/^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*/, '').length);
  return [{ start: at, end: at, text: ts.isPropertyAccessExpression(next) ? '?' : '?.' }];
}

/** Whether a parenthesis put before the call would continue the line above: code without semicolons. */
function opensStatement(call: ts.Expression, file: ts.SourceFile): boolean {
  let statement: ts.Node = call;
  while (statement.parent && !ts.isExpressionStatement(statement)) statement = statement.parent;
  return ts.isExpressionStatement(statement) && statement.getStart(file) === call.getStart(file) && !/[;{}]\s*$|^\s*$/.test(withoutComments(file.text.slice(statement.pos > 0 ? statement.pos - 1 : 0, statement.getStart(file))));
}

function withoutComments(trivia: string): string {
  return trivia.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}
