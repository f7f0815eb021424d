import { ancestor, calledMethod, enclosingFunction, T, unwrap, wrapped, type Node } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

/**
 * Whether a promise that nobody waits for deviates from what the code around it, or the rest of the program, does: that is a mistake
 * more likely than a decision. The idea is that of Engler et al., "Bugs as deviant behavior" (2001).
 */
export function deviates(node: Node, unit: RuleUnit): boolean {
  return !isOfHandler(node) && (isForgotten(node, unit) || isTried(node) || isInExecutor(node) || isInLoop(node));
}

/** All others wait for it; and it could be waited for here, or it is known what fails. */
function isForgotten(node: Node, unit: RuleUnit): boolean {
  return unit.summaries.isMostlyAwaited(node) && (enclosingFunction(node)?.async === true || unit.summaries.isKnownToFail(node));
}

/** In a `catch`: what is done there is about another error. */
function isOfHandler(node: Node): boolean {
  const fn = enclosingFunction(node);
  return ancestor(node, (outer) => outer === fn || outer.type === T.CatchClause)?.type === T.CatchClause;
}

/** In a `try` whose `catch` is meant for such errors, and hears of none. */
function isTried(node: Node): boolean {
  const fn = enclosingFunction(node);
  for (let at = node; at.parent && at !== fn; at = at.parent) if (at.parent.type === T.TryStatement && at.parent.block === at && at.parent.handler) return true;
  return false;
}

/** In `new Promise((resolve) => { … })`: who waits for that waits forever. */
function isInExecutor(node: Node): boolean {
  const fn = enclosingFunction(node);
  const made = fn && wrapped(fn).parent;
  return made?.type === T.NewExpression && made.callee.type === T.Identifier && made.callee.name === 'Promise' && made.arguments[0] !== undefined && unwrap(made.arguments[0]) === fn;
}

/** `notes.forEach((note) => { keep(note); });` in an async function: who waits for that waits for none of them. */
function isInLoop(node: Node): boolean {
  const fn = enclosingFunction(node);
  const call = fn && !fn.async ? wrapped(fn).parent : undefined;
  return call?.type === T.CallExpression && calledMethod(call) === 'forEach' && enclosingFunction(call)?.async === true;
}
