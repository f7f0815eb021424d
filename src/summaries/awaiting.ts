import { functionBySyntax } from '../analysis/functions.ts';
import { isFunction, propertyName, T, type CallLike, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { Scopes } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { Summaries } from './types.ts';

/** Whether functions take the promises of the callbacks they are given, whatever their types say. */
export function awaitingSummary(unit: Unit, elsewhere: Elsewhere): Pick<Summaries, 'takesPromiseOf'> {
  return {
    takesPromiseOf(call: CallLike, index: number): boolean {
      const fn = unit.functionOf(call.callee);
      if (fn) return takesPromiseOf(fn, index, unit.scopes, 2);
      const far = elsewhere(call.callee);
      return far !== undefined && takesPromiseOf(far.fn, index, far.unit.scopes, 2);
    },
  };
}

/** Whether a function awaits, returns or follows what its parameter gives when called, or hands it to another of its file that does. */
function takesPromiseOf(fn: FunctionNode, index: number, scopes: Scopes, steps: number): boolean {
  const parameter = fn.params[index];
  const variable = parameter?.type === T.Identifier ? scopes.variableOf(parameter) : undefined;
  return variable?.references.some(({ identifier }) => {
    const at: Node = identifier;
    const call = at.parent;
    if (call?.type !== T.CallExpression) return false;
    if (call.callee === at) return isTaken(call);
    const next = steps > 0 ? functionBySyntax(call.callee, scopes) : undefined;
    return next !== undefined && next !== fn && takesPromiseOf(next, call.arguments.findIndex((argument) => argument === at), scopes, steps - 1);
  }) ?? false;
}

/** Whether a call stands in what is awaited or returned, or its promise is followed: `await Promise.all([run()])`, `run().catch(…)`. */
function isTaken(call: Node): boolean {
  for (let at = call, parent = call.parent; parent && !/Statement$|Declaration$/.test(at.type); at = parent, parent = parent.parent) {
    if (parent.type === T.AwaitExpression || parent.type === T.ReturnStatement) return true;
    if (isFunction(parent)) return parent.body === at;
    if (parent.type === T.MemberExpression && parent.object === at && /^(?:then|catch|finally)$/.test(propertyName(parent) ?? '')) return true;
  }
  return false;
}
