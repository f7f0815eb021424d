import { ancestor, enclosingFunction, functionName, isFunction, T, unwrap, walk, wrapped, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';
import { hasReason } from './reasons.ts';

/** Where a caller of this file reads members of what `catch { return null; }` gave, unchecked. */
export function uncheckedNull(handler: TSESTree.CatchClause, unit: RuleUnit): Node | undefined {
  const [only, ...others] = handler.body.body;
  if (others.length > 0 || only?.type !== T.ReturnStatement || !isNothing(only.argument)) return undefined;
  const fn = enclosingFunction(handler);
  const name = fn && functionName(fn);
  if (!fn?.async || name === undefined || hasReason(handler, handler.parent, unit)) return undefined;
  let found: Node | undefined;
  walk(unit.ast, (node) => {
    if (found || node.type !== T.AwaitExpression) return found === undefined;
    const call = unwrap(node.argument);
    if (call.type === T.CallExpression && unit.textOf(call.callee).endsWith(name) && unit.functionOf(call.callee) === fn) found = blindUse(node, unit);
    return found === undefined;
  });
  return found;
}

/** `(await load()).name`, or `const user = await load(); user.name` with no look at `user`. */
function blindUse(waited: Node, unit: RuleUnit): Node | undefined {
  const holder = wrapped(waited).parent;
  if (holder?.type === T.MemberExpression) return holder.optional ? undefined : holder;
  if (holder?.type !== T.VariableDeclarator || holder.id.type !== T.Identifier || ancestor(holder, (at) => at.type === T.TryStatement || isFunction(at))?.type === T.TryStatement) return undefined;
  const reads = unit.scopes.variableOf(holder.id)?.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier as Node) ?? [];
  const members = reads.filter((read) => read.parent?.type === T.MemberExpression && read.parent.object === read && !read.parent.optional);
  // Any other use may be a check.
  return members.length === reads.length && !reads.some((read) => isTested(read)) ? members[0]?.parent : undefined;
}

function isTested(read: Node): boolean {
  const decider = ancestor(read, (at) => at.type === T.LogicalExpression || at.type === T.ConditionalExpression || at.type === T.IfStatement || isFunction(at));
  return decider !== undefined && !isFunction(decider);
}

function isNothing(value: Node | null): boolean {
  return value === null || (value.type === T.Literal && value.value === null) || (value.type === T.Identifier && value.name === 'undefined');
}

