import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';
import { elementAwaitability, nodeAwaitability, type TypeMemory } from './typescript-oracle.ts';

/** Whether a file that is analysed without types can have a promise that anything proves. */
export function mightHoldPromises(text: string): boolean {
  return /\basync\b|promis|fetch|axios|undici|delay|\bp-\w|\bimport\s*\(|\bonce\b|\b(?:Deno|Bun)\b/i.test(text);
}

/**
 * Whether a file has a place where a promise might be left alone: an expression statement, an initialiser, an assignment or
 * a pushed value whose type is, or may be, a promise. Goes over TypeScript's own tree, so that files without such a place
 * need no conversion (which costs 4-8 times the parse). Errs on the side of yes. `reachesPromises` tells whether the file
 * imports from one where promises may be made.
 */
export function mayLeavePromise(source: ts.SourceFile, memory: TypeMemory, reachesPromises: () => boolean = () => false): boolean {
  // What types do not know may still be proved by an async function of this file or another, or by a builtin's binding.
  const isProvable = mightHoldPromises(source.text);
  let answer: boolean | undefined;
  const unknownCounts = (): boolean => isProvable || (answer ??= reachesPromises());
  const names = new Map<string, NameUse>();
  /** `anything`: also what starts nothing itself, like the name of a variable. */
  const mayBePromise = (node: ts.Expression, anything = false): boolean => {
    const at = skipWrappers(node);
    if (ts.isAwaitExpression(at) || ts.isLiteralExpression(at) || ts.isFunctionLike(at)) return false;
    if (ts.isBinaryExpression(at)) {
      const operator = at.operatorToken.kind;
      // What is kept in a member is somebody's to wait for; of variables it is counted who reads them.
      if (isAssignment(at)) return (anything || ts.isIdentifier(at.left)) && mayBePromise(at.right, anything);
      if (operator === ts.SyntaxKind.CommaToken || isLogical(operator)) return mayBePromise(at.left, anything) || mayBePromise(at.right, anything);
      return false;
    }
    if (ts.isConditionalExpression(at)) return mayBePromise(at.whenTrue, anything) || mayBePromise(at.whenFalse, anything);
    if (ts.isVoidExpression(at)) return true;
    if (ts.isArrayLiteralExpression(at)) return at.elements.some((element) => mayBePromise(element, anything));
    if (!anything && !isAsked(at)) return false;
    if (ts.isCallExpression(at)) {
      if (at.expression.kind === ts.SyntaxKind.SuperKeyword || isPushToOwnArray(at, names)) return false;
      // What a function that is called where it stands gives is asked of what it returns: quicker than inferring its type.
      const called = skipWrappers(at.expression);
      if (ts.isArrowFunction(called) && !isAsync(called)) return returnedBy(called.body).some((value) => mayBePromise(value, true));
    }
    const answer = nodeAwaitability(at, memory);
    if (answer === 'always' || answer === 'sometimes') return true;
    if (answer === 'unknown') return !ts.isIdentifier(at) && unknownCounts();
    return ts.isCallExpression(at) && mayListPromises(at);
  };
  const mayListPromises = (call: ts.CallExpression): boolean => {
    if (!isListMethod(call.expression)) return false;
    const element = elementAwaitability(call, memory);
    return element === 'always' || element === 'sometimes' || element === 'unknown' && unknownCounts();
  };
  /** `await` of an array does not wait for what is in it. */
  const mayHoldPromises = (node: ts.Expression): boolean => {
    if (ts.isArrayLiteralExpression(node)) return node.elements.some((element) => mayBePromise(element));
    return ts.isCallExpression(node) && mayListPromises(node);
  };

  const candidates: ts.Expression[] = [];
  const lists: ts.Expression[] = [];
  const declarations: ts.VariableDeclaration[] = [];
  const assignments: { name: string; value: ts.Expression }[] = [];
  for (const node of codeNodes(source)) {
    if (ts.isExpressionStatement(node)) {
      const { expression } = node;
      if (isAssignment(expression) && ts.isIdentifier(expression.left)) assignments.push({ name: expression.left.text, value: expression });
      else candidates.push(expression);
    }
    if (isAddition(node)) candidates.push(...node.arguments.filter((argument) => !ts.isSpreadElement(argument)));
    if (ts.isAwaitExpression(node)) lists.push(skipWrappers(node.expression));
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) declarations.push(node);
    if (ts.isIdentifier(node)) count(node, names);
  }
  if (candidates.some((candidate) => mayBePromise(candidate)) || lists.some(mayHoldPromises)) return true;
  // Asked last, and only of variables that nobody may read: inferring every initialiser would cost most of a type check.
  const isReadSomewhere = (use: NameUse | undefined): boolean => use !== undefined && use.declared.length === 1 && use.read.length > 0;
  if (assignments.some(({ name, value }) => !isReadSomewhere(names.get(name)) && mayBePromise(value))) return true;
  return declarations.some((declaration) => {
    const { name, initializer } = declaration;
    return initializer !== undefined && ts.isIdentifier(name) && !isRead(declaration, names.get(name.text)) && mayBePromise(initializer);
  });
}

/** What declares a name in a file, and where it is read: 0-based offsets. */
interface NameUse {
  declared: ts.Node[];
  read: number[];
}

function count(node: ts.Identifier, names: Map<string, NameUse>): void {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node || ts.isPropertyAssignment(parent) && parent.name === node) return;
  const use = names.get(node.text) ?? { declared: [], read: [] };
  names.set(node.text, use);
  if ('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent) && !ts.isExportSpecifier(parent)) use.declared.push(parent);
  else if (!(ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)) use.read.push(node.pos);
}

/** Whether a variable is read for certain: its name is read where it can be seen, and nothing else of that name is declared there. */
function isRead(declaration: ts.VariableDeclaration, use: NameUse | undefined): boolean {
  if (!use) return false;
  let scope: ts.Node = declaration.parent;
  while (scope.parent && !ts.isBlock(scope) && !ts.isFunctionLike(scope) && !ts.isSourceFile(scope)) scope = scope.parent;
  const isWithin = (offset: number): boolean => offset >= scope.pos && offset < scope.end;
  return use.read.some(isWithin) && use.declared.filter(({ pos }) => isWithin(pos)).length === 1;
}

/** `list.push(x)` and its kin. */
function isAddition(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:push|add|unshift)$/.test(node.expression.name.text);
}

/** `results.push(x)` where the file's only `results` is made as an array: gives a number. What types know takes long where arrays grow. */
function isPushToOwnArray(call: ts.CallExpression, names: ReadonlyMap<string, NameUse>): boolean {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(?:push|unshift)$/.test(callee.name.text) || !ts.isIdentifier(callee.expression)) return false;
  const declared = names.get(callee.expression.text)?.declared ?? [];
  const [only] = declared;
  if (!only || declared.length > 1 || !ts.isVariableDeclaration(only) || !ts.isIdentifier(only.name)) return false;
  return only.type ? ts.isArrayTypeNode(only.type) : only.initializer !== undefined && ts.isArrayLiteralExpression(skipWrappers(only.initializer));
}

function isAsync(fn: ts.ArrowFunction): boolean {
  return fn.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** What an arrow function's own `return`s give; of one without a block, its expression. */
function returnedBy(body: ts.ConciseBody): ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const stack: ts.Node[] = [body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, (child) => { if (!ts.isFunctionLike(child)) stack.push(child); });
  }
  return found;
}

/** Calls that give a list of what their callback returns, or of the elements they were given. */
function isListMethod(callee: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(callee) && /^(?:map|flatMap|from|filter|concat)$/.test(callee.name.text);
}

/** Only what starts something, or stands as a statement of its own, can leave a promise: inferring all else would cost most of a type check. */
function isAsked(node: ts.Expression): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return true;
  return ts.isExpressionStatement(node.parent) && (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node));
}

function isAssignment(node: ts.Expression): node is ts.AssignmentExpression<ts.AssignmentOperatorToken> {
  return ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

function isLogical(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
}

/** The expression below parentheses and type assertions. */
export function skipWrappers(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return at;
}
