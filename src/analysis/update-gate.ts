import ts from 'typescript';
import { codeNodes } from './code-nodes.ts';

/** What a function's own code does, as far as its names and their order tell. */
interface FunctionSigns {
  awaits: number[];
  /** Where each name stands. */
  names: Map<string, number[]>;
  declared: Set<string>;
  writes: { name: string; node: ts.Node; isLocalName: boolean; awaitsItself: boolean }[];
}

/**
 * Whether an async function of a file changes something after an await that it named before it. Goes over TypeScript's own tree
 * and asks no types, so that files without such a place need no conversion. Errs on the side of yes.
 */
export function mayUpdateLate(source: ts.SourceFile): boolean {
  if (!/\bawait\b/.test(source.text)) return false;
  for (const node of codeNodes(source)) {
    if (ts.isFunctionLike(node) && ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) && 'body' in node && node.body && updatesLate(signsOf(node.body))) return true;
  }
  return false;
}

function updatesLate({ awaits, names, declared, writes }: FunctionSigns): boolean {
  if (awaits.length === 0) return false;
  return writes.some(({ name, node, isLocalName, awaitsItself }) => {
    if (isLocalName && declared.has(name)) return false;
    if (awaitsItself) return true;
    // In a loop what stands below comes before, too.
    if (isInLoop(node)) return (names.get(name)?.length ?? 0) > 1;
    return (names.get(name) ?? []).some((at) => awaits.some((pause) => at < pause && pause <= node.end));
  });
}

function signsOf(body: ts.Node): FunctionSigns {
  const signs: FunctionSigns = { awaits: [], names: new Map(), declared: new Set(), writes: [] };
  const stack: { node: ts.Node; isOwn: boolean }[] = [{ node: body, isOwn: true }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, isOwn } = top;
    count(node, signs);
    // A pause ends where its operand has been evaluated.
    if (isOwn && (ts.isAwaitExpression(node) || ts.isYieldExpression(node))) signs.awaits.push(node.end);
    else if (isOwn && ts.isForOfStatement(node) && node.awaitModifier) signs.awaits.push(node.expression.end);
    else if (isOwn && ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing) signs.awaits.push(node.parent.parent.end);
    const target = isOwn ? targetOf(node) : undefined;
    const name = target && nameOf(target);
    if (target && name !== undefined) signs.writes.push({ name, node, isLocalName: ts.isIdentifier(target), awaitsItself: ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsToken && holdsAwait(node.right) });
    ts.forEachChild(node, (child) => { if (!ts.isTypeNode(child)) stack.push({ node: child, isOwn: isOwn && !isOtherFunction(child) }); });
  }
  return signs;
}

function count(node: ts.Node, { names, declared }: FunctionSigns): void {
  if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return;
  const places = names.get(node.text);
  if (places) places.push(node.pos);
  else names.set(node.text, [node.pos]);
  if ((ts.isVariableDeclaration(node.parent) || ts.isBindingElement(node.parent)) && node.parent.name === node) declared.add(node.text);
}

/** Another async function pauses by itself, and is looked at by itself. What it names may be part of a value here. */
function isOtherFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** What an assignment, `x++`, `map.set(…)` or `list.push(…)` changes. */
function targetOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return skip(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken ? skip(node.operand) : undefined;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:set|setItem|add|push|unshift)$/.test(node.expression.name.text)) return skip(node.expression.expression);
  return undefined;
}

/** The last name of a place: `total` of `this.total`, `cache` of `cache[key]`. */
function nameOf(target: ts.Expression): string | undefined {
  if (ts.isIdentifier(target)) return target.text;
  if (ts.isPropertyAccessExpression(target)) return target.name.text;
  return ts.isElementAccessExpression(target) ? nameOf(skip(target.expression)) : undefined;
}

function holdsAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  return ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? undefined : holdsAwait(child) || undefined)) ?? false;
}

function isInLoop(node: ts.Node): boolean {
  for (let at = node.parent; at && !ts.isFunctionLike(at); at = at.parent) if (ts.isIterationStatement(at, false)) return true;
  return false;
}

function skip(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return at;
}
