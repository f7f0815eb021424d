import ts from 'typescript';
import { Refusal } from './outcome.ts';

/** A function with a body, or a declaration of one without. */
export type FunctionLike = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

export function isFunctionLike(node: ts.Node): node is FunctionLike {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isAccessor(node);
}

/** The innermost node that starts at an offset, or around it where none does. Nodes in comments are not looked for. */
export function tokenAt(file: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = file;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) => (child.pos <= offset && offset < child.end && child.getStart(file) <= offset ? child : undefined));
    if (!inner) return node;
    node = inner;
  }
}

/** An expression with the parentheses, assertions and `!` around it. */
export function outermost(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent) || ts.isTypeAssertionExpression(at.parent) || ts.isNonNullExpression(at.parent)) at = at.parent;
  return at;
}

/** An expression without the parentheses, assertions and `!` around it. */
export function innermost(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at) || ts.isNonNullExpression(at)) at = at.expression;
  return at;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers ?? []).some((modifier) => modifier.kind === kind);
}

export function isAsync(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword);
}

/**
 * The function in whose body a node runs; the file for its top level. Throws a Refusal where `await` can stand in neither: in
 * default values of parameters, fields, static blocks, decorators, enums.
 */
export function containerOf(node: ts.Node): FunctionLike | ts.SourceFile {
  let child = node;
  for (let at = node.parent; ; child = at, at = at.parent) {
    if (ts.isSourceFile(at)) return at;
    if (ts.isDecorator(at)) throw new Refusal('it is called in a decorator, which cannot wait', node);
    if (ts.isPropertyDeclaration(at) && child === at.initializer) throw new Refusal(`it is called for the field ${quote(at.name)}, whose value must be there at once`, node);
    if (ts.isClassStaticBlockDeclaration(at)) throw new Refusal('it is called in a static block, which cannot wait', node);
    if (ts.isEnumMember(at) || ts.isModuleBlock(at)) throw new Refusal(`it is called in ${ts.isEnumMember(at) ? 'an enum' : 'a namespace'}, which cannot wait`, node);
    if (!isFunctionLike(at)) continue;
    if (child === at.body) return at;
    if (ts.isParameter(child)) throw new Refusal('it is called for the default value of a parameter, which cannot wait', node);
    // A computed name: it is worked out by the code around.
  }
}

/** A name as it is written, for messages. */
export function quote(name: ts.Node): string {
  return `\`${name.getText()}\``;
}

/** What a function is called, for messages; undefined for one without a name of its own. */
export function nameOf(fn: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(fn)) return undefined;
  const named = isFunctionLike(fn) ? fn.name : undefined;
  if (named) return named.getText();
  const { parent } = outermost(fn);
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === outermost(fn)) return parent.name.getText();
  if (ts.isBinaryExpression(parent) && parent.right === outermost(fn) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  return undefined;
}

/** A function in words: "`load`", "the constructor of `Page`", "a callback of `map`". */
export function describe(fn: ts.Node): string {
  if (ts.isConstructorDeclaration(fn)) return `the constructor${fn.parent.name ? ` of ${quote(fn.parent.name)}` : ''}`;
  if (ts.isGetAccessor(fn)) return `the getter ${quote(fn.name)}`;
  if (ts.isSetAccessor(fn)) return `the setter ${quote(fn.name)}`;
  const name = nameOf(fn);
  if (name !== undefined) return `\`${name}\``;
  const { parent } = outermost(fn);
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) ? `a callback of \`${calleeName(parent)}\`` : 'a function without a name';
}

/** The last name of what is called: `map` of `names.map(…)`. */
export function calleeName(call: ts.CallExpression | ts.NewExpression): string {
  const callee = innermost(call.expression);
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText().slice(0, 40);
}
