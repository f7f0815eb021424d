import { calledMethod, isInside, T, unwrap, wrapped, type FunctionNode, type Node } from '../../analysis/nodes.ts';
import { hasEffect, mayFailUnheard } from '../../knowledge/ignorable-failures.ts';
import type { RuleUnit } from '../define-rule.ts';
import { hasReason } from './reasons.ts';

/** Whether an error-first callback uses what came and never looks at the error. */
export function ignoresError(fn: FunctionNode, unit: RuleUnit): boolean {
  const outer = wrapped(fn);
  const call = outer.parent;
  if (call?.type !== T.CallExpression || call.arguments.at(-1) !== outer) return false;
  const [error, data, other] = fn.params;
  if (error?.type !== T.Identifier || !/^(?:err|error|er)$/.test(error.name) || isUsed(error, unit) || (other && isUsed(other, unit))) return false;
  const callee = unwrap(call.callee);
  const method = calledMethod(call);
  const name = method ?? (callee.type === T.Identifier ? callee.name : '');
  const { eventSources } = unit.knowledge;
  if (mayFailUnheard(name) || (method !== undefined && eventSources.isListenerMethod(method)) || hasReason(fn, call, unit)) return false;
  const isNode = eventSources.takesCallback(unit.origins(callee)) && eventSources.isOneShot(name);
  if (!data) return isNode && hasEffect(name, true);
  return data.type === T.Identifier && isUsed(data, unit) && !isChecked(data, unit);
}

function isUsed(parameter: Node, unit: RuleUnit): boolean {
  if (parameter.type !== T.Identifier) return true;
  return unit.scopes.variableOf(parameter)?.references.some((reference) => reference.isRead()) ?? true;
}

/** `if (data)`, `data?.length`, `data || ''`, also of what is made of it: the lack of it is dealt with. */
function isChecked(parameter: Node, unit: RuleUnit, steps = 2): boolean {
  return unit.scopes.variableOf(parameter)?.references.some(({ identifier }) => {
    for (let at = identifier as Node; at.parent; at = at.parent) {
      const { parent } = at;
      if (parent.type === T.VariableDeclarator) return steps > 0 && parent.id.type === T.Identifier && isChecked(parent.id, unit, steps - 1);
      if (parent.type === T.LogicalExpression && parent.left === at) return true;
      if ((parent.type === T.IfStatement || parent.type === T.ConditionalExpression || parent.type === T.WhileStatement) && parent.test === at) return true;
      if (parent.type === T.MemberExpression && parent.object === at && parent.optional) return true;
      if (parent.type === T.UnaryExpression && parent.operator === '!') return true;
      // What a method gives is made of it; what a function is given is not.
      if (!/Expression$/.test(parent.type) || (parent.type === T.CallExpression && isInside(at, parent) && parent.callee !== at)) return false;
    }
    return false;
  }) ?? false;
}
