import { isFunction, keyName, propertyName, T, unwrap, type Node } from './nodes.ts';
import { constantValue, resolveConstant } from './scopes.ts';
import type { Unit } from './unit.ts';

/** The expression that gives a limit, `opaque` where it stands in something that cannot be read, undefined where none is given. */
export function limitAt(args: readonly Node[], place: { argument: number; option?: string }, alternatives: readonly string[] | undefined, unit: Unit): Node | 'opaque' | undefined {
  const argument = args[place.argument];
  if (!argument) return undefined;
  const variable = argument.type === T.Identifier ? unit.scopes.variableOf(argument) : undefined;
  const constant = variable && constantValue(variable);
  const at = unwrap(constant ?? argument);
  if (place.option === undefined) return at.type === T.ObjectExpression ? undefined : at;
  if (at.type !== T.ObjectExpression) return at.type === T.Literal || isFunction(at) ? undefined : 'opaque';
  for (const property of at.properties) {
    if (property.type !== T.Property) return 'opaque';
    const name = keyName(property);
    if (name === place.option) return property.value;
    if (name !== undefined && alternatives?.includes(name)) return 'opaque';
  }
  return undefined;
}

/** Whether a limit is none: Infinity, or as many as there are. */
export function isInfinite(limit: Node, unit: Unit): boolean {
  const at = resolveConstant(limit, unit.scopes);
  if (at.type === T.Identifier) {
    return (at.name === 'Infinity' || at.name === 'undefined') && !unit.scopes.variableOf(at);
  }
  if (at.type === T.Literal) return at.value === null;
  return at.type === T.MemberExpression && /^(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE|length|size)$/.test(propertyName(at) ?? '') && !/cpus\(\)/.test(unit.textOf(at));
}
