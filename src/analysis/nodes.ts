import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/typescript-estree';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import type { Span } from './text.ts';

export { AST_NODE_TYPES as T } from '@typescript-eslint/typescript-estree';
export type { TSESTree } from '@typescript-eslint/typescript-estree';

export type Node = TSESTree.Node;
export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type CallLike = TSESTree.CallExpression | TSESTree.NewExpression;

/** The 0-based offsets of a node. */
export function spanOf(node: Node): Span {
  return { start: node.range[0], end: node.range[1] };
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return node?.type === T.FunctionDeclaration || node?.type === T.FunctionExpression || node?.type === T.ArrowFunctionExpression;
}

export function isLoop(node: Node | null | undefined): node is TSESTree.ForStatement | TSESTree.ForInStatement | TSESTree.ForOfStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement {
  return node?.type === T.ForStatement || node?.type === T.ForInStatement || node?.type === T.ForOfStatement || node?.type === T.WhileStatement || node?.type === T.DoWhileStatement;
}

/** The children of a node in source order, as the visitor keys list them. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  const record = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = record[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/**
 * Visits a node and all below it, parents first. `enter` returns false to leave a node's children out.
 * The walk keeps its own stack: generated code nests deeper than the call stack allows.
 */
export function walk(root: Node, enter: (node: Node) => boolean | void): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (enter(node) === false) continue;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index] as Node);
  }
}

/** Like `walk`, without entering the functions below `root` (the root itself may be one). Class bodies are entered, their methods not. */
export function walkOwn(root: Node, enter: (node: Node) => boolean | void): void {
  walk(root, (node) => {
    if (node !== root && isFunction(node)) {
      enter(node);
      return false;
    }
    return enter(node);
  });
}

/** The nearest ancestor (not the node itself) that `test` accepts. */
export function ancestor<N extends Node>(node: Node, test: (candidate: Node) => candidate is N): N | undefined;
export function ancestor(node: Node, test: (candidate: Node) => boolean): Node | undefined;
export function ancestor(node: Node, test: (candidate: Node) => boolean): Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (test(at)) return at;
  return undefined;
}

/** The function whose body (or parameter list) the node stands in; undefined at module level. Class field initialisers and static blocks belong to no function. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let child = node, at = node.parent; at; child = at, at = at.parent) {
    if (isFunction(at)) return at;
    if (at.type === T.StaticBlock || (at.type === T.PropertyDefinition && at.value === child)) return undefined;
  }
  return undefined;
}

/** Whether `inner` is `outer` or stands inside it. */
export function isInside(inner: Node, outer: Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

/** The expression below parentheses that only TypeScript sees: `x!`, `x as T`, `<T>x`, `x satisfies T`, and an optional chain's wrapper. */
export function unwrap(node: Node): Node {
  let at = node;
  while (
    at.type === T.TSNonNullExpression || at.type === T.TSAsExpression || at.type === T.TSTypeAssertion ||
    at.type === T.TSSatisfiesExpression || at.type === T.ChainExpression || at.type === T.TSInstantiationExpression
  ) at = at.expression;
  return at;
}

/** The outermost node that only wraps `node` (see `unwrap`): the one whose parent uses the value. */
export function wrapped(node: Node): Node {
  let at = node;
  while (at.parent && unwrap(at.parent) !== at.parent && unwrap(at.parent) === unwrap(node)) at = at.parent;
  return at;
}

/** The property name of `a.b`, `a['b']`; undefined for a computed one. */
export function propertyName(node: TSESTree.MemberExpression): string | undefined {
  if (!node.computed) return node.property.type === T.Identifier ? node.property.name : node.property.type === T.PrivateIdentifier ? `#${node.property.name}` : undefined;
  return stringValue(node.property);
}

/** The value of a string literal or of a template without holes. */
export function stringValue(node: Node): string | undefined {
  if (node.type === T.Literal && typeof node.value === 'string') return node.value;
  if (node.type === T.TemplateLiteral && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The value of a numeric literal, also negated or with separators. */
export function numberValue(node: Node): number | undefined {
  const inner = unwrap(node);
  if (inner.type === T.Literal && typeof inner.value === 'number') return inner.value;
  if (inner.type === T.UnaryExpression && inner.operator === '-') {
    const value = numberValue(inner.argument);
    return value === undefined ? undefined : -value;
  }
  return undefined;
}

/** The name of a key in an object literal, pattern or class; undefined for a computed one. */
export function keyName(node: TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition): string | undefined {
  if (!node.computed) {
    if (node.key.type === T.Identifier) return node.key.name;
    if (node.key.type === T.PrivateIdentifier) return `#${node.key.name}`;
    if (node.key.type === T.Literal) return String(node.key.value);
  }
  return stringValue(node.key);
}

/** The method name when `node` is a call of one: `x.name(…)`, `x?.name(…)`. */
export function calledMethod(node: Node): string | undefined {
  if (node.type !== T.CallExpression) return undefined;
  const callee = unwrap(node.callee);
  return callee.type === T.MemberExpression ? propertyName(callee) : undefined;
}

/** What a chain of reactions begins with: of `save(order).then(show).catch(report)` the `save(order)`. */
export function chainStart(node: Node): Node {
  let at = unwrap(node);
  while (at.type === T.CallExpression && /^(?:then|catch|finally)$/.test(calledMethod(at) ?? '')) {
    const callee = unwrap(at.callee);
    if (callee.type !== T.MemberExpression) break;
    at = unwrap(callee.object);
  }
  return at;
}

/** The name a function goes by in messages: its own, the variable's, property's or method's it is given to. */
export function functionName(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const holder = wrapped(fn).parent;
  if (holder?.type === T.VariableDeclarator && holder.id.type === T.Identifier) return holder.id.name;
  if (holder?.type === T.Property || holder?.type === T.MethodDefinition || holder?.type === T.PropertyDefinition) return keyName(holder);
  if (holder?.type === T.AssignmentExpression) {
    if (holder.left.type === T.Identifier) return holder.left.name;
    if (holder.left.type === T.MemberExpression) return propertyName(holder.left);
  }
  return undefined;
}

/** The statement a node stands in, or is. A declaration in the head of a `for` is part of the loop. */
export function enclosingStatement(node: Node): TSESTree.Statement | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) if (isStatement(at)) return at;
  return undefined;
}

/** Whether a node can stand in a statement list, and is not the head of a loop. */
export function isStatement(node: Node): node is TSESTree.Statement {
  if (node.type === T.VariableDeclaration && isLoop(node.parent) && node.parent.body !== (node as Node)) return false;
  return /(?:Statement|Declaration)$/.test(node.type);
}
