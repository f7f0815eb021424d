import { enclosingFunction, isInside, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { prefixed } from './await-promise.ts';
import { isThenCallback } from './unwaited-promise.ts';

/**
 * The edits that make a callback of `then` or `catch` async and await an expression in it: what such a callback gives is waited
 * for anyway. Undefined elsewhere.
 */
export function awaitInReaction(unit: Unit, expression: Node): EditInput[] | undefined {
  const fn = enclosingFunction(expression);
  if (!fn || fn.async || fn.generator || fn.returnType || !isInside(expression, fn.body) || !isThenCallback(unit, fn)) return undefined;
  const [start] = fn.range;
  return [{ start, end: start, text: 'async ' }, ...prefixed(unit, expression, 'await')];
}
