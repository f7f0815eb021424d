import { calledMethod, isFunction, isInside, T, unwrap, wrapped, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { Variable } from '../../analysis/scopes.ts';
import type { RuleUnit } from '../define-rule.ts';

/** A `new Promise(…)` whose executor stands there as a function. */
export interface Executor {
  promise: TSESTree.NewExpression;
  fn: FunctionNode;
  /** `resolve`, `reject`, and the local functions and constants that lead to them. */
  carriers: ReadonlySet<Variable>;
}

/** The executor of a promise, if it is one to judge: it takes `resolve` by name, and uses what it takes. */
export function executorOf(promise: TSESTree.NewExpression, unit: RuleUnit): Executor | undefined {
  const [argument] = promise.arguments;
  const fn = argument && unwrap(argument);
  // An async executor is a pitfall of its own.
  if (!isFunction(fn) || fn.async || fn.generator || fn.params.length === 0 || fn.params.some(({ type }) => type !== T.Identifier)) return undefined;
  if (!unit.origins(promise.callee).some(({ module, name }) => module === 'global' && name === 'Promise')) return undefined;
  const settlers = fn.params.map((parameter) => unit.scopes.variableOf(parameter)).filter((variable) => variable !== undefined);
  if (settlers.every(({ references }) => references.length === 0)) return undefined;
  return { promise, fn, carriers: carriersOf(settlers, fn, unit) };
}

/** `Promise.race([work, new Promise(…)])`, also by a variable: what stays open there keeps nobody waiting. */
export function isRacing({ promise }: Executor, unit: RuleUnit): boolean {
  const outer = wrapped(promise);
  const declarator = outer.parent;
  const variable = declarator?.type === T.VariableDeclarator && declarator.id.type === T.Identifier ? unit.scopes.variableOf(declarator.id) : undefined;
  const uses = variable?.references.filter(({ init }) => !init).map(({ identifier }) => wrapped(identifier as Node)) ?? [outer];
  return uses.length > 0 && uses.every(isLegOfRace);
}

function isLegOfRace(value: Node): boolean {
  const list = value.parent;
  return list?.type === T.ArrayExpression && list.parent.type === T.CallExpression && /^(?:race|any)$/.test(calledMethod(list.parent) ?? '');
}

/** Local functions that use a settler are as good as it: `const finish = () => { clear(); resolve(); }`. */
function carriersOf(settlers: readonly Variable[], fn: FunctionNode, unit: RuleUnit): ReadonlySet<Variable> {
  const found = new Set(settlers);
  // A set that grows while it is gone through gives what was added as well.
  for (const variable of found) {
    for (const { identifier } of variable.references) {
      const holder = holderOf(identifier as Node, fn);
      const name = holder?.type === T.VariableDeclarator ? holder.id : holder?.type === T.FunctionDeclaration ? holder.id : undefined;
      const local = name && unit.scopes.variableOf(name);
      if (local) found.add(local);
    }
  }
  return found;
}

/** The innermost declaration of a function, below the executor, in which a settler is used. */
function holderOf(identifier: Node, executor: FunctionNode): TSESTree.FunctionDeclaration | TSESTree.VariableDeclarator | undefined {
  for (let at: Node | undefined = identifier; at && at !== executor; at = at.parent) {
    if (at.type === T.FunctionDeclaration) return at;
    if (isFunction(at)) {
      const holder = wrapped(at).parent;
      if (holder?.type === T.VariableDeclarator && holder.id.type === T.Identifier) return holder;
    }
  }
  return undefined;
}

/**
 * Where a function takes care of the promise: it calls a settler, hands one over, or makes a function that uses one.
 * Of a call it is the call itself: an argument that throws comes before it.
 */
export function caresOf(root: FunctionNode, { carriers }: Executor): Node[] {
  const found = new Set<Node>();
  for (const { references } of carriers) {
    for (const reference of references) {
      const identifier = reference.identifier as Node;
      const care = reference.isWrite() || !isInside(identifier, root.body) ? undefined : careAt(identifier, root, carriers);
      if (care) found.add(care);
    }
  }
  return [...found];
}

function careAt(identifier: Node, root: FunctionNode, carriers: ReadonlySet<Variable>): Node | undefined {
  let inner: Node | undefined;
  for (let at: Node | undefined = identifier; at && at !== root; at = at.parent) if (isFunction(at)) inner = at;
  if (!inner) {
    const outer = wrapped(identifier);
    return outer.parent?.type === T.CallExpression && outer.parent.callee === outer ? outer.parent : identifier;
  }
  if (inner.type === T.FunctionDeclaration) return undefined;
  const holder = wrapped(inner).parent;
  const isCarrier = holder?.type === T.VariableDeclarator && [...carriers].some(({ defs }) => defs[0]?.node === holder);
  return isCarrier ? undefined : inner;
}

/** The call that a value is handed to, with its place among the arguments. */
export function takerOf(value: Node): { call: TSESTree.CallExpression; index: number } | undefined {
  const outer = wrapped(value);
  const { parent } = outer;
  const index = parent?.type === T.CallExpression ? parent.arguments.findIndex((argument) => argument === outer) : -1;
  return parent?.type === T.CallExpression && index >= 0 ? { call: parent, index } : undefined;
}
