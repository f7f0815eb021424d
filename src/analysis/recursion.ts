import { calledMethod, enclosingFunction, isFunction, T, unwrap, walk, type FunctionNode, type Node, type TSESTree } from './nodes.ts';
import type { Unit } from './unit.ts';

/** The function around a list of tasks that the tasks call again, more than once and through no limiter. */
export function recursionIn(argument: Node, unit: Pick<Unit, 'functionOf'>, isLimited: (call: TSESTree.CallExpression) => boolean): FunctionNode | undefined {
  const around = new Set<FunctionNode>();
  for (let fn = enclosingFunction(argument); fn; fn = enclosingFunction(fn)) around.add(fn);
  if (around.size === 0) return undefined;
  const calls: FunctionNode[] = [];
  let repeated = false;
  walk(argument, (node) => {
    if (node.type !== T.CallExpression) return true;
    const handed = /^(?:map|flatMap|from)$/.test(calledMethod(node) ?? '') ? node.arguments : [];
    for (const callee of [node.callee, ...handed]) {
      const at = unwrap(callee);
      if (at.type !== T.Identifier && at.type !== T.MemberExpression) continue;
      const fn = unit.functionOf(at);
      // Whether a limiter bounds it is asked last: that takes types.
      if (!fn || !around.has(fn) || callsAround(node, argument).some(isLimited)) continue;
      calls.push(fn);
      if (at !== unwrap(node.callee) || isFunction(enclosingWithin(node, argument))) repeated = true;
    }
    return true;
  });
  return repeated || calls.length > 1 ? calls[0] : undefined;
}

/** A call and those it stands in, as far out as `outer`. */
function callsAround(call: TSESTree.CallExpression, outer: Node): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (let at: Node | undefined = call; at && at !== outer.parent; at = at.parent) if (at.type === T.CallExpression) calls.push(at);
  return calls;
}

/** The innermost function between a node and an outer one. */
function enclosingWithin(node: Node, outer: Node): Node | undefined {
  const fn = enclosingFunction(node);
  return fn && fn.range[0] >= outer.range[0] && fn.range[1] <= outer.range[1] ? fn : undefined;
}
