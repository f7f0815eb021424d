import { calledMethod, enclosingFunction, isFunction, propertyName, stringValue, T, unwrap, walk, type Node } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { declaredValue } from '../analysis/value-sources.ts';
import { isSmallFile } from '../knowledge/serving.ts';

/** Whether a call reads a file whose place is written down, or packs what is: the program's own, and small. */
export function isOwnFile(call: Node, unit: Unit): boolean {
  const path = call.type === T.CallExpression ? call.arguments[0] : undefined;
  return path !== undefined && (isFixed(path, unit, 3) || isPackageFile(path) || isOfConfiguration(path, unit));
}

/** Whether a call reads a file that comes with the program: its place is written down, and begins with the folder of the code. */
export function readsShippedFile(call: Node, unit: Unit): boolean {
  if (call.type !== T.CallExpression || !/^read(?:File|Json|JSON)$/.test((call.callee.type === T.Identifier ? call.callee.name : calledMethod(call)) ?? '')) return false;
  const [path] = call.arguments;
  return path !== undefined && isFixed(path, unit, 3) && (isPackageFile(path) || beginsHere(path, unit, 3));
}

/** `path.join(__dirname, 'page.html')`, `new URL('page.html', import.meta.url)`, and constants of those. */
function beginsHere(value: Node, unit: Unit, depth: number): boolean {
  let found = false;
  walk(value, (node) => {
    if (node.type === T.MetaProperty || node.type === T.Identifier && node.name === '__dirname') found = true;
    const definition = depth > 0 && node.type === T.Identifier ? unit.scopes.variableOf(node)?.defs[0] : undefined;
    if (!found && definition?.type === 'Variable' && definition.node.init) found = beginsHere(definition.node.init, unit, depth - 1);
    return !found;
  });
  return found;
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
