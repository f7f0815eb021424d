import { calledMethod, isFunction, propertyName, T, unwrap, walkOwn, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { elementKey, placeIn, type StatePlace } from '../../analysis/places.ts';
import type { RuleUnit } from '../define-rule.ts';

/** A change of state that others can see. */
export interface Write {
  node: TSESTree.AssignmentExpression | TSESTree.UpdateExpression | TSESTree.CallExpression;
  place: StatePlace;
  /** What of the state is changed, as the code has it: `this.total`, `cache.get(key)`. */
  name: string;
  /** The new value; undefined where it is one more. */
  value: Node | undefined;
  /** `assign`: the old value goes; `grow`: something is added to it. */
  kind: 'assign' | 'grow';
}

/** Roots that belong to one request or event: nobody else has them. */
const ownOfRequest = /^(?:ctx|context|req|request|res|response|reply|event|evt|e|next|session|socket|interaction|t)$/;

/** Every change of shared state in a function's own code. */
export function writesIn(fn: FunctionNode, unit: RuleUnit): Write[] {
  const found: Write[] = [];
  walkOwn(fn.body, (node) => {
    const write = writeOf(node, fn, unit);
    if (write && isShared(write.place)) found.push(write);
  });
  return found;
}

function writeOf(node: Node, fn: FunctionNode, unit: RuleUnit): Write | undefined {
  if (node.type === T.AssignmentExpression) {
    const place = placeIn(node.left, fn, unit.scopes);
    return place && { node, place, name: unit.textOf(node.left), value: node.right, kind: /^[+-]=$/.test(node.operator) ? 'grow' : 'assign' };
  }
  if (node.type === T.UpdateExpression) {
    const place = placeIn(node.argument, fn, unit.scopes);
    return place && { node, place, name: unit.textOf(node.argument), value: undefined, kind: 'grow' };
  }
  if (node.type !== T.CallExpression) return undefined;
  const callee = unwrap(node.callee);
  const method = calledMethod(node);
  if (callee.type !== T.MemberExpression || method === undefined) return undefined;
  const owner = placeIn(callee.object, fn, unit.scopes);
  const [key, value] = node.arguments;
  if (!owner || owner.key === 'this') return undefined;
  const text = unit.textOf(callee.object);
  if ((method === 'push' || method === 'unshift') && key) return { node, place: { ...owner, depth: owner.depth + 1 }, name: text, value: undefined, kind: 'grow' };
  if (method !== 'set' && method !== 'setItem' && method !== 'add' || !key) return undefined;
  const entry = elementKey(key, fn, unit.scopes);
  if (entry === undefined || node.arguments.length !== (method === 'add' ? 1 : 2)) return undefined;
  return { node, place: { ...owner, key: `${owner.key}<${entry}>`, depth: owner.depth + 1 }, name: `${text}.${method === 'add' ? 'has' : 'get'}(${unit.textOf(key)})`, value, kind: 'assign' };
}

/** Whether two runs of the function change the same thing. A whole variable is the caller's own where it is a parameter. */
function isShared({ owner, rootName, root, depth, key }: StatePlace): boolean {
  if (owner === 'local' || key === 'this') return false;
  if (owner === 'parameter') return depth > 0 && !ownOfRequest.test(rootName);
  if (owner === 'captured') return !(depth > 0 && ownOfRequest.test(rootName));
  // What a module exports is put there once.
  return root !== undefined || !/^(?:module|exports)$/.test(rootName);
}

/** The key of the state that an expression reads; undefined for all that reads none. */
export function readKey(node: Node, fn: FunctionNode, unit: RuleUnit): string | undefined {
  if (node.type === T.MemberExpression || node.type === T.Identifier) return isName(node) ? undefined : placeIn(node, fn, unit.scopes)?.key;
  if (node.type === T.BinaryExpression && node.operator === 'in') {
    const owner = placeIn(node.right, fn, unit.scopes);
    const entry = node.left.type === T.PrivateIdentifier ? undefined : elementKey(node.left, fn, unit.scopes);
    return owner && entry !== undefined ? owner.key + entry : undefined;
  }
  if (node.type !== T.CallExpression) return undefined;
  const callee = unwrap(node.callee);
  const [key] = node.arguments;
  if (callee.type !== T.MemberExpression || !key || !/^(?:get|has|getItem|hasOwnProperty|includes)$/.test(propertyName(callee) ?? '')) return undefined;
  const owner = placeIn(callee.object, fn, unit.scopes);
  const entry = owner && elementKey(key, fn, unit.scopes);
  if (!owner || entry === undefined) return undefined;
  return propertyName(callee) === 'hasOwnProperty' ? owner.key + entry : `${owner.key}<${entry}>`;
}

/** A name that is no value: of a property, or of what is declared. */
function isName(node: Node): boolean {
  if (node.type !== T.Identifier) return false;
  const parent: Node = node.parent;
  if (parent.type === T.MemberExpression) return parent.property === node && !parent.computed;
  if (parent.type === T.Property) return parent.key === node && !parent.computed && !parent.shorthand;
  return isFunction(parent) || parent.type === T.VariableDeclarator && parent.id === node;
}

/** Whether an expression is one that is written and not read: the left side of `=`. */
export function isTarget(node: Node): boolean {
  let at = node;
  while (at.parent && unwrap(at.parent) === unwrap(node) && at.parent !== node) at = at.parent;
  return at.parent?.type === T.AssignmentExpression && at.parent.left === at && at.parent.operator === '=';
}
