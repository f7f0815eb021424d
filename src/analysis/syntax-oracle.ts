import { asFunction, functionOf } from './functions.ts';
import { isFunction, propertyName, T, unwrap, type FunctionNode, type Node } from './nodes.ts';
import type { Awaitability, TypeOracle } from './oracle.ts';
import { originOf } from './origin.ts';
import { resolveConstant, type Scopes } from './scopes.ts';

/** Functions known to return a promise, by origin ("fs/promises" "*": every export). Data of the caller, so that analysis holds none. */
export type ReturnsPromise = (module: string, name: string) => boolean;

const promiseMethods = new Set(['then', 'catch', 'finally']);

/** Answers from the text of one file alone: async functions, promises made on the spot, functions that data knows. Everything else is unknown. */
export function syntaxOracle(scopes: Scopes, returnsPromise: ReturnsPromise): TypeOracle {
  const nothing = { awaitability: () => 'unknown' as const, declaration: () => undefined };
  const resolve = (node: Node): FunctionNode | undefined => functionOf(node, scopes, nothing as unknown as TypeOracle, () => undefined, '');

  const awaitability = (node: Node, steps = 8): Awaitability => {
    const at = unwrap(node);
    if (steps === 0) return 'unknown';
    switch (at.type) {
      case T.CallExpression: {
        const callee = unwrap(at.callee);
        const fn = resolve(callee);
        if (fn) return ofFunction(fn, steps - 1);
        const origin = originOf(callee, scopes);
        if (origin && returnsPromise(origin.module, origin.name)) return 'always';
        if (callee.type === T.MemberExpression && promiseMethods.has(propertyName(callee) ?? '')) return awaitability(callee.object, steps - 1) === 'always' ? 'always' : 'unknown';
        return 'unknown';
      }
      case T.NewExpression: {
        const origin = originOf(at.callee, scopes);
        return origin?.module === 'global' ? (origin.name === 'Promise' ? 'always' : 'unknown') : 'unknown';
      }
      case T.ImportExpression:
        return 'always';
      case T.Identifier: {
        const value = resolveConstant(at, scopes);
        return value === at ? 'unknown' : awaitability(value, steps - 1);
      }
      case T.ConditionalExpression:
        return join(awaitability(at.consequent, steps - 1), awaitability(at.alternate, steps - 1));
      case T.LogicalExpression:
        return awaitability(at.right, steps - 1) === 'always' ? 'sometimes' : awaitability(at.left, steps - 1);
      case T.SequenceExpression:
        return awaitability(at.expressions[at.expressions.length - 1] as Node, steps - 1);
      case T.AssignmentExpression:
        return at.operator === '=' ? awaitability(at.right, steps - 1) : 'never';
      case T.Literal: case T.TemplateLiteral: case T.BinaryExpression: case T.UnaryExpression: case T.UpdateExpression:
      case T.ArrayExpression: case T.ObjectExpression: case T.ClassExpression: case T.FunctionExpression: case T.ArrowFunctionExpression:
        return 'never';
      default:
        return 'unknown';
    }
  };

  const ofFunction = (fn: FunctionNode, steps: number): Awaitability => {
    if (fn.generator) return 'never';
    if (fn.async) return 'always';
    if (fn.body.type !== T.BlockStatement) return awaitability(fn.body, steps);
    const annotation = fn.returnType?.typeAnnotation;
    if (annotation?.type === T.TSTypeReference && annotation.typeName.type === T.Identifier && annotation.typeName.name === 'Promise') return 'always';
    const last = fn.body.body[fn.body.body.length - 1];
    // A single return at the end; several returns would need all of them.
    if (fn.body.body.length === 1 && last?.type === T.ReturnStatement && last.argument) return awaitability(last.argument, steps);
    return 'unknown';
  };

  return {
    kind: 'syntax',
    awaitability: (node) => awaitability(node),
    elementAwaitability(node) {
      const at = resolveConstant(node, scopes);
      if (at.type === T.ArrayExpression && at.elements.length > 0) {
        return at.elements.map((element) => (element && element.type !== T.SpreadElement ? awaitability(element) : 'unknown')).reduce(join);
      }
      if (at.type === T.CallExpression && at.callee.type === T.MemberExpression && propertyName(at.callee) === 'map') {
        const fn = at.arguments[0] && resolve(at.arguments[0]);
        return fn ? ofFunction(fn, 6) : 'unknown';
      }
      return 'unknown';
    },
    returnAwaitability(node) {
      const fn = isFunction(node) ? node : resolve(node);
      if (fn) return ofFunction(fn, 8);
      const origin = originOf(node, scopes);
      return origin && returnsPromise(origin.module, origin.name) ? 'always' : 'unknown';
    },
    origin: () => undefined,
    typeOrigin(node) {
      const origin = originOf(resolveConstant(node, scopes), scopes);
      return origin?.name.endsWith('#') ? { module: origin.module, name: origin.name.slice(0, -1), inProject: origin.module.startsWith('.') } : undefined;
    },
    declaration: () => undefined,
    hasMember: () => undefined,
    disposability: () => undefined,
    tupleLength(node) {
      const at = resolveConstant(node, scopes);
      return at.type === T.ArrayExpression && at.elements.every((element) => element?.type !== T.SpreadElement) ? at.elements.length : undefined;
    },
    finiteKeys: () => undefined,
    isPrimitive(node) {
      const at = resolveConstant(node, scopes);
      if (at.type === T.Literal) return !('regex' in at);
      return at.type === T.TemplateLiteral ? true : asFunction(at) ? false : undefined;
    },
    typeText: () => undefined,
  };
}

function join(left: Awaitability, right: Awaitability): Awaitability {
  if (left === right) return left;
  if (left === 'unknown' || right === 'unknown') return left === 'never' || right === 'never' ? 'unknown' : 'sometimes';
  return 'sometimes';
}
