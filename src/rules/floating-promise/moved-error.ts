import { ancestor, enclosingFunction, isInside, T, unwrap, walk, type FunctionNode, type Node } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

/**
 * Whether waiting for a promise would only move its error to where nobody waits either: out of a function that so far had none
 * to give but of its own mistakes, and that is called as a statement somewhere in the file.
 */
export function movesErrorOn(promise: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(promise);
  if (!fn || !unit.summaries.failsFromOutside(promise) || isCaught(promise, fn)) return false;
  let isLeft = false;
  walk(unit.ast, (node) => {
    if (!isLeft && node.type === T.ExpressionStatement) isLeft = leaves(node.expression, fn, unit);
    return !isLeft;
  });
  return isLeft;
}

/** Whether an expression calls a function that does not fail yet, and leaves its promise alone. */
function leaves(expression: Node, fn: FunctionNode, unit: RuleUnit): boolean {
  const call = unwrap(expression);
  return call.type === T.CallExpression && unit.functionOf(call.callee) === fn && !unit.summaries.failsFromOutside(call);
}

function isCaught(promise: Node, fn: FunctionNode): boolean {
  return ancestor(promise, (node) => node.type === T.TryStatement && node.handler !== null && isInside(promise, node.block) && isInside(node, fn)) !== undefined;
}
