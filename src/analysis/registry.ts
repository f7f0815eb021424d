import { propertyName, T, unwrap, type Node } from './nodes.ts';
import { constantValue } from './scopes.ts';
import type { Unit } from './unit.ts';

/** Whether a list holds parts of the program (plugins, listeners), whose number does not grow with its data. */
export function isRegistry(list: Node, unit: Pick<Unit, 'scopes'>, soundsLikeRegistry: (name: string) => boolean, steps = 12): boolean {
  if (steps === 0) return false;
  const isOne = (inner: Node): boolean => isRegistry(inner, unit, soundsLikeRegistry, steps - 1);
  const at = unwrap(list);
  if (at.type === T.Identifier) {
    const variable = unit.scopes.variableOf(at);
    const value = variable && constantValue(variable);
    // What was loaded is data, whatever it is called.
    if (value && unwrap(value).type === T.AwaitExpression) return false;
    return soundsLikeRegistry(at.name) || (value !== undefined && isOne(value));
  }
  if (at.type === T.MemberExpression) return soundsLikeRegistry(propertyName(at) ?? '');
  if (at.type === T.ArrayExpression) return at.elements.length > 0 && at.elements.every((element) => element?.type === T.SpreadElement && isOne(element.argument));
  if (at.type !== T.CallExpression) return false;
  const callee = unwrap(at.callee);
  if (callee.type !== T.MemberExpression) return false;
  const owner = unwrap(callee.object);
  const first = at.arguments[0];
  if (owner.type === T.Identifier && (owner.name === 'Object' || owner.name === 'Array')) return first !== undefined && isOne(first);
  if (at.arguments.length === 0 && soundsLikeRegistry(propertyName(callee) ?? '')) return true;
  return /^(?:values|keys|entries|filter|slice|concat|reverse|sort|flat|get|map)$/.test(propertyName(callee) ?? '') && isOne(callee.object);
}
