import { calledMethod, isFunction, isInside, T, unwrap, walk, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';

/** One entry of a map, or of an object by keys. */
export interface Entry {
  /** What holds the entries. */
  owner: Node;
  /** The key as written. */
  key: string;
  /** Its type, as an annotation. */
  keyType: string | undefined;
  /** The names of what the key is made of: who asks with the same key has the same of these. */
  names: ReadonlySet<string>;
}

/** The entry that `cache.set(key, value)` or `cache[key] = value` writes; undefined where naming the key again could have an effect. */
export function entryOf(unit: Unit, write: TSESTree.AssignmentExpression | TSESTree.CallExpression): Entry | undefined {
  const callee = write.type === T.CallExpression ? unwrap(write.callee) : unwrap(write.left);
  if (callee.type !== T.MemberExpression) return undefined;
  if (write.type === T.CallExpression ? !/^(?:set|setItem)$/.test(calledMethod(write) ?? '') : !callee.computed) return undefined;
  const key = write.type === T.CallExpression ? write.arguments[0] : callee.property;
  if (!key || !isRepeatable(key)) return undefined;
  const names = new Set<string>();
  collect(unit, key, names, 4);
  return { owner: unwrap(callee.object), key: unit.textOf(key), keyType: unit.types.typeText(key), names };
}

/**
 * Whether callers can differ in what they find missing: in `if (!force && cache.has(key))` one asks for what is new, and would be
 * given what another asked for before. `write` is what fills the place that is looked at by `read`.
 */
export function dependsOnCaller(unit: Unit, read: Node, write: Node): boolean {
  const keyNames = write.type === T.AssignmentExpression || write.type === T.CallExpression ? entryOf(unit, write)?.names : undefined;
  let found = false;
  for (let at: Node | undefined = read; at && !isFunction(at); at = at.parent) {
    const branch: Node | undefined = at.parent;
    if ((branch?.type !== T.IfStatement && branch?.type !== T.ConditionalExpression) || !isInside(read, branch.test)) continue;
    walk(branch.test, (node) => {
      found ||= node.type === T.Identifier && unit.scopes.variableOf(node)?.defs[0]?.type === 'Parameter' && !(keyNames?.has(node.name) ?? false);
    });
  }
  return found;
}

function isRepeatable(key: Node): boolean {
  let plain = true;
  walk(key, ({ type }) => { plain &&= type === T.Identifier || type === T.MemberExpression || type === T.ThisExpression || type === T.Literal || type === T.TemplateLiteral || type === T.TemplateElement; });
  return plain;
}

/** The names in a key, and in what its constants are made of. */
function collect(unit: Unit, node: Node, names: Set<string>, steps: number): void {
  walk(node, (part) => {
    if (part.type !== T.Identifier || (part.parent.type === T.MemberExpression && part.parent.property === part && !part.parent.computed)) return;
    const isNew = !names.has(part.name);
    names.add(part.name);
    const definition = unit.scopes.variableOf(part)?.defs[0];
    const declarator = definition?.node as Node | undefined;
    if (isNew && steps > 0 && declarator?.type === T.VariableDeclarator && declarator.parent.kind === 'const' && declarator.init) collect(unit, declarator.init, names, steps - 1);
  });
}
