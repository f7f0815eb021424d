import { ancestor, enclosingFunction, isInside, T, unwrap, walk, type FunctionNode, type Node } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

/**
 * Whether waiting for a promise would only move its error to where nobody waits either: out of a function that so far had none
 * to give but of its own mistakes, and that is called as a statement somewhere in the file.
 */
export function movesErrorOn(promise: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(promise);
  if (!fn || !unit.summaries.failsFromOutside(promise) || isCaught(promise, fn)) return false;
  return (leftCalls(unit).get(fn) ?? []).some((call) => !unit.summaries.failsFromOutside(call));
}

const known = new WeakMap<Node, ReadonlyMap<FunctionNode, readonly Node[]>>();

/** The calls that stand alone as statements, by the function of the file that they call. Looked for once a file. */
function leftCalls(unit: RuleUnit): ReadonlyMap<FunctionNode, readonly Node[]> {
  let found = known.get(unit.ast);
  if (found) return found;
  const calls = new Map<FunctionNode, Node[]>();
  walk(unit.ast, (node) => {
    const call = node.type === T.ExpressionStatement ? unwrap(node.expression) : undefined;
    const fn = call?.type === T.CallExpression ? unit.functionOf(call.callee) : undefined;
    if (!call || !fn) return;
    const before = calls.get(fn);
    if (before) before.push(call);
    else calls.set(fn, [call]);
  });
  found = calls;
  known.set(unit.ast, found);
  return found;
}

function isCaught(promise: Node, fn: FunctionNode): boolean {
  return ancestor(promise, (node) => node.type === T.TryStatement && node.handler !== null && isInside(promise, node.block) && isInside(node, fn)) !== undefined;
}
