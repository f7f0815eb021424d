import { ancestor, calledMethod, enclosingFunction, functionName, isFunction, isInside, T, unwrap, walkOwn, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

/** A call with which a function tries itself again because it failed. */
export interface RecursiveRetry {
  isDelayed: boolean;
}

/** Whether a call in an error handler calls the function around it again, with the same arguments and whatever the error. */
export function recursiveRetry(call: TSESTree.CallExpression, unit: RuleUnit): RecursiveRetry | undefined {
  const handler = handlerAround(call);
  const fn = handler && enclosingFunction(handler.node);
  const name = fn && functionName(fn);
  if (!fn || name === undefined || !unit.textOf(call.callee).endsWith(name) || unit.functionOf(call.callee) !== fn) return undefined;
  if (!givesTheSame(call, fn, unit) || isChosen(call, handler) || counts(fn)) return undefined;
  if (!isFunction(handler.node) && !awaits((handler.node as TSESTree.CatchClause).parent.block)) return undefined;
  return { isDelayed: awaits(handler.node) && !isOnlyAwaited(call, handler.node) };
}

interface Handler {
  /** The `catch` clause, or the reaction. */
  node: TSESTree.CatchClause | FunctionNode;
  body: Node;
}

/** The handler that a call runs in, at once. */
function handlerAround(call: Node): Handler | undefined {
  const node = ancestor(call, (at) => at.type === T.CatchClause || isFunction(at));
  if (node?.type === T.CatchClause) return { node, body: node.body };
  return isFunction(node) && node.parent.type === T.CallExpression && calledMethod(node.parent) === 'catch' && node.parent.arguments[0] === node ? { node, body: node.body } : undefined;
}

/** Whether each argument is the parameter at its place, never written; the receiver is the same by then. */
function givesTheSame(call: TSESTree.CallExpression, fn: FunctionNode, unit: RuleUnit): boolean {
  return call.arguments.length === fn.params.length && call.arguments.every((argument, index) => {
    const parameter = fn.params[index];
    const at = unwrap(argument);
    const variable = at.type === T.Identifier ? unit.scopes.variableOf(at) : undefined;
    return variable !== undefined && variable.defs[0]?.name === parameter && !variable.references.some((reference) => reference.isWrite());
  });
}

/** Whether something decides if it is tried again: a condition around the call, or a way out before it. */
function isChosen(call: Node, { node, body }: Handler): boolean {
  const isConditional = ancestor(call, (at) => at === node || at.type === T.IfStatement || at.type === T.ConditionalExpression || at.type === T.LogicalExpression || at.type === T.SwitchCase) !== node;
  let leaves = false;
  walkOwn(body, (at) => { leaves ||= (at.type === T.ThrowStatement || at.type === T.ReturnStatement) && !isInside(call, at) && at.range[0] < call.range[0]; });
  return isConditional || leaves;
}

/** `attempts += 1`, `this.retries++`: somebody counts. `queue.shift()`: each time less is left to do. */
function counts(fn: FunctionNode): boolean {
  let found = false;
  walkOwn(fn.body, (node) => {
    found ||= node.type === T.UpdateExpression || (node.type === T.AssignmentExpression && /^[+-]=$/.test(node.operator)) || (node.type === T.CallExpression && /^(?:shift|pop|splice|dequeue)$/.test(calledMethod(node) ?? ''));
  });
  return found;
}

function awaits(root: Node): boolean {
  let found = false;
  walkOwn(root, (node) => { found ||= node.type === T.AwaitExpression; });
  return found;
}

/** Whether the only thing that is waited for in a handler is the call itself. */
function isOnlyAwaited(call: Node, root: Node): boolean {
  let isOnly = true;
  walkOwn(root, (node) => { if (node.type === T.AwaitExpression) isOnly &&= isInside(call, node); });
  return isOnly;
}
