import { enclosingFunction, isFunction, numberValue, propertyName, stringValue, T, unwrap, type FunctionNode, type Node } from './nodes.ts';
import { constantValue, type Scopes, type Variable } from './scopes.ts';

/** Whose a place is, seen from one function: of the object, the module, the call of a function around it, the caller's argument, or its own. */
export type PlaceOwner = 'this' | 'module' | 'captured' | 'parameter' | 'local';

/** Something that can be written: a variable, or a member reached from one or from `this`. */
export interface StatePlace {
  /** The same for two expressions that mean the same place in one function. */
  key: string;
  owner: PlaceOwner;
  /** What it is reached from; undefined for `this` and for globals. */
  root: Variable | undefined;
  /** The name of the root as written: `this`, `cache`. */
  rootName: string;
  /** How many members lie between the root and the place. */
  depth: number;
}

/** The place an expression means inside `fn`; undefined for calls and other values. Constant local names of other places stand for these. */
export function placeIn(node: Node, fn: FunctionNode, scopes: Scopes, steps = 8): StatePlace | undefined {
  const at = unwrap(node);
  if (steps === 0) return undefined;
  if (at.type === T.ThisExpression) return { key: 'this', owner: 'this', root: undefined, rootName: 'this', depth: 0 };
  if (at.type === T.Identifier) return variablePlace(at.name, scopes.variableOf(at), fn, scopes, steps);
  if (at.type !== T.MemberExpression) return undefined;
  const owner = placeIn(at.object, fn, scopes, steps);
  const member = memberKey(at, fn, scopes, steps - 1);
  return owner && member !== undefined ? { ...owner, key: owner.key + member, depth: owner.depth + 1 } : undefined;
}

function variablePlace(name: string, variable: Variable | undefined, fn: FunctionNode, scopes: Scopes, steps: number): StatePlace {
  if (!variable) return { key: name, owner: 'module', root: undefined, rootName: name, depth: 0 };
  const owner = ownerOf(variable, fn);
  const value = constantValue(variable);
  // `const state = this.state`, `const self = this`: another name for it.
  if (value && (unwrap(value).type === T.MemberExpression || unwrap(value).type === T.ThisExpression || unwrap(value).type === T.Identifier)) {
    const named = placeIn(value, fn, scopes, steps - 1);
    if (named && (named.root || named.key.startsWith('this'))) return { ...named, root: named.root };
  }
  return { key: `${name}#${variable.$id}`, owner, root: variable, rootName: name, depth: 0 };
}

function ownerOf(variable: Variable, fn: FunctionNode): PlaceOwner {
  const block = variable.scope.variableScope.block as Node;
  if (variable.defs[0]?.type === 'ImportBinding' || block.type === T.Program) return 'module';
  for (let at: Node | undefined = block; at; at = at.parent) {
    if (at === fn) return variable.defs[0]?.type === 'Parameter' && block === fn ? 'parameter' : 'local';
  }
  return 'captured';
}

function memberKey(node: Extract<Node, { type: T.MemberExpression }>, fn: FunctionNode, scopes: Scopes, steps: number): string | undefined {
  const name = propertyName(node);
  return name === undefined ? elementKey(node.property, fn, scopes, steps) : `.${name}`;
}

/** A key by which an element is looked up; undefined where it may be another one each time. */
export function elementKey(key: Node, fn: FunctionNode, scopes: Scopes, steps = 8): string | undefined {
  const at = unwrap(key);
  const text = stringValue(at);
  const number = numberValue(at);
  if (text !== undefined) return `["${text}"]`;
  if (number !== undefined) return `[${number}]`;
  if (at.type === T.TemplateLiteral) {
    const parts = at.expressions.map((part) => elementKey(part, fn, scopes, steps - 1));
    return parts.includes(undefined) || steps <= 0 ? undefined : `[\`${at.quasis.map((quasi, index) => quasi.value.raw + (parts[index] ?? '')).join('')}\`]`;
  }
  const place = at.type === T.Identifier || at.type === T.MemberExpression ? placeIn(at, fn, scopes, steps) : undefined;
  return place && `[${place.key}]`;
}

/** The innermost function around a node that can be left in the middle: async functions, in which `await` may stand. */
export function asyncFunctionAround(node: Node): FunctionNode | undefined {
  const fn = enclosingFunction(node);
  return isFunction(fn) && fn.async ? fn : undefined;
}
