import { enclosingFunction, propertyName, T, unwrap, wrapped, type Node, type TSESTree } from './nodes.ts';
import type { Variable } from './scopes.ts';
import type { Unit } from './unit.ts';

/** Whether a timer does not keep the process alive, or is stopped by code that this cannot follow: `unref`, kept in a member or handed on. */
export function isStopped(timer: Node, unit: Unit): boolean {
  const outer = wrapped(timer);
  const { parent } = outer;
  if (parent?.type === T.ExpressionStatement) return false;
  if (parent?.type === T.ArrowFunctionExpression && parent.body === outer) return false;
  if (parent?.type === T.MemberExpression) return propertyName(parent) === 'unref';
  const target = handleOf(timer);
  if (!target) return true;
  const uses = unit.scopes.variableOf(target)?.references.filter((reference) => reference.isRead()) ?? [];
  return uses.some(({ identifier }) => !isClear(identifier) || isInUnknown(identifier));
}

/** The call that stops the timer which an identifier holds. */
export function isClear(identifier: Node): boolean {
  let at = wrapped(identifier);
  while (at.parent && (at.parent.type === T.LogicalExpression || unwrap(at.parent) === unwrap(at))) at = at.parent;
  const call = at.parent;
  const callee = call?.type === T.CallExpression ? unwrap(call.callee) : undefined;
  if (callee?.type === T.Identifier && callee.name === 'clearTimeout') return true;
  // `if (timer) clearTimeout(timer)`.
  return call?.type === T.IfStatement && call.test === at || call?.type === T.UnaryExpression || call?.type === T.BinaryExpression;
}

/** A clear in a named function, a listener or the like: who knows when it runs. Reactions of the promise itself are known. */
function isInUnknown(identifier: Node): boolean {
  const fn = enclosingFunction(identifier);
  const holder = fn && wrapped(fn).parent;
  if (!fn || holder?.type !== T.CallExpression) return fn !== undefined && (fn.type === T.FunctionDeclaration ? false : holder?.type === T.VariableDeclarator || holder?.type === T.Property);
  const callee = unwrap(holder.callee);
  return !(callee.type === T.MemberExpression && /^(?:then|catch|finally)$/.test(propertyName(callee) ?? '')) && holder.callee !== wrapped(fn);
}

/** The variable that a timer is kept in. */
export function handleOf(timer: Node): TSESTree.Identifier | undefined {
  const outer = wrapped(timer);
  const { parent } = outer;
  const target = parent?.type === T.VariableDeclarator ? parent.id : parent?.type === T.AssignmentExpression && parent.right === outer ? unwrap(parent.left) : undefined;
  return target?.type === T.Identifier ? target : undefined;
}

/** The places where a timer's variable is given to `clearTimeout`, or tested before. */
export function clearsOf(variable: Variable): Node[] {
  return variable.references.filter((reference) => reference.isRead()).map(({ identifier }): Node => identifier).filter(isClear);
}
