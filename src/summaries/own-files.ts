import { calledMethod, enclosingFunction, isFunction, propertyName, stringValue, T, unwrap, walk, type Node } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { declaredValue } from '../analysis/value-sources.ts';
import { isSmallFile } from '../knowledge/serving.ts';

/** Whether a call reads a file whose place is written down, or packs what is: the program's own, and small. */
export function isOwnFile(call: Node, unit: Unit): boolean {
  const path = call.type === T.CallExpression ? call.arguments[0] : undefined;
  return path !== undefined && (isFixed(path, unit, 3) || isPackageFile(path) || isOfConfiguration(path, unit));
}

/** `path.join(CONFIG_DIR, name)`: what the program keeps there is short. */
function isOfConfiguration(path: Node, unit: Unit): boolean {
  const value = unwrap(declaredValue(path, unit.scopes));
  const [folder] = value.type === T.CallExpression && /^(?:join|resolve)$/.test((value.callee.type === T.Identifier ? value.callee.name : calledMethod(value)) ?? '') ? value.arguments : [];
  const name = folder?.type === T.Identifier ? folder.name : folder?.type === T.MemberExpression ? propertyName(folder) : undefined;
  return name !== undefined && /^(?:\w+_)?conf(?:ig(?:uration)?)?_?(?:dir(?:ectory)?|folder|path|root|home)$/i.test(name);
}

/** `path.join(folder, 'package.json')`. */
function isPackageFile(path: Node): boolean {
  let found = false;
  walk(path, (node) => {
    found ||= isSmallFile(stringValue(node) ?? '');
    return !found;
  });
  return found;
}

function isFixed(value: Node, unit: Unit, depth: number): boolean {
  let fixed = depth > 0;
  walk(value, (node) => {
    if (node.type === T.ThisExpression || isFunction(node)) fixed = false;
    if (!fixed || node.type !== T.Identifier) return fixed;
    if (node.parent.type === T.MemberExpression && node.parent.property === node && !node.parent.computed) return true;
    const [definition] = unit.scopes.variableOf(node)?.defs ?? [];
    if (definition?.type === 'Parameter') fixed = false;
    else if (definition?.type === 'Variable' && enclosingFunction(definition.node)) {
      fixed = definition.node.init !== null && definition.node.id.type === T.Identifier && isFixed(definition.node.init, unit, depth - 1);
    }
    return fixed;
  });
  return fixed;
}
