import { enclosingFunction, T, unwrap, wrapped, type CallLike, type FunctionNode, type Node } from '../analysis/nodes.ts';
import { functionBySyntax } from '../analysis/functions.ts';
import type { Unit } from '../analysis/unit.ts';
import { isFilledOnce } from './cached-value.ts';
import type { Elsewhere } from './elsewhere.ts';
import { Recursion } from './recursion.ts';
import type { LinkedSummaries } from './types.ts';

/** What functions do with functions they are given. */
export interface CallbackParameters extends Pick<LinkedSummaries, 'callsParameter'> {
  /** Whether the function that is called, of this file or another, calls its argument at `index` while it runs. */
  isCalledBy(call: CallLike, index: number): boolean;
}

/** Which parameters a file's functions call. Not those whose result is kept for all later calls: they run once. */
export function callbackParameters(unit: Unit, elsewhere: Elsewhere): CallbackParameters {
  // A function that only hands its parameter to itself never calls it.
  const known = new Recursion(false);

  const callsParameter = (fn: FunctionNode, index: number): boolean => {
    const parameter = fn.params[index];
    if (parameter?.type !== T.Identifier || fn.generator) return false;
    const references = unit.scopes.variableOf(parameter)?.references ?? [];
    return known.ask(parameter, () => references.some(({ identifier }) => enclosingFunction(identifier) === fn && isCalled(identifier)));
  };

  const isCalled = (identifier: Node): boolean => {
    const value = wrapped(identifier);
    const { parent } = value;
    if (parent?.type !== T.CallExpression) return false;
    const isRun = parent.callee === value || isCalledBy(parent, parent.arguments.findIndex((argument) => argument === value));
    return isRun && !isFilledOnce(parent, unit);
  };

  const isCalledBy = (call: CallLike, index: number): boolean => {
    if (index < 0 || call.type !== T.CallExpression || call.arguments.slice(0, index).some((argument) => argument.type === T.SpreadElement)) return false;
    const callee = unwrap(call.callee);
    const fn = functionBySyntax(callee, unit.scopes);
    if (fn) return callsParameter(fn, index);
    const far = callee.type === T.Identifier || callee.type === T.MemberExpression ? elsewhere(callee) : undefined;
    return far?.summaries.callsParameter(far.fn, index) ?? false;
  };

  return { callsParameter, isCalledBy };
}
