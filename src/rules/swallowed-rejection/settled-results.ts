import { calledMethod, enclosingFunction, isFunction, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

/** Results of `Promise.allSettled` of which only the values are used. */
export interface SettledResults {
  /** Where a value is read. */
  use: Node;
  /** The variable that keeps the results, with its declaration. */
  declarator: TSESTree.VariableDeclarator | undefined;
}

/** Where the results of a call of `allSettled` are used without looking at how each came out. */
export function uncheckedResults(call: TSESTree.CallExpression, unit: RuleUnit): SettledResults | undefined {
  if (calledMethod(call) !== 'allSettled' || !unit.origins(call.callee).some(({ module, name }) => module === 'global' && name === 'Promise.allSettled')) return undefined;
  const waited = wrapped(call).parent;
  if (waited?.type !== T.AwaitExpression) return undefined;
  const holder = wrapped(waited).parent;
  const root = enclosingFunction(call)?.body ?? unit.ast;
  // Somebody looks, here or in what was made of the results.
  if (/\bstatus\b|\breason\b|\brejected\b|\bfulfilled\b/.test(unit.textOf(root).replaceAll('PromiseFulfilledResult', ''))) return undefined;
  if (holder?.type === T.VariableDeclarator && holder.id.type === T.Identifier) {
    const references = unit.scopes.variableOf(holder.id)?.references.filter((reference) => reference.isRead()) ?? [];
    const uses = references.map(({ identifier }) => valueUse(identifier as Node, unit));
    const use = uses.find((found) => found !== undefined);
    return use && uses.every((found) => found !== undefined) ? { use, declarator: holder } : undefined;
  }
  const use = valueUse(waited, unit);
  return use && { use, declarator: undefined };
}

/** `results[0].value`, `results.map((result) => result.value)`, `for (const { value } of results)`. */
function valueUse(results: Node, unit: RuleUnit): Node | undefined {
  const outer = wrapped(results);
  const { parent } = outer;
  if (parent?.type === T.ForOfStatement && parent.right === outer && parent.left.type === T.VariableDeclaration) return valueOf(parent.left.declarations[0]?.id, parent.body, unit);
  if (parent?.type !== T.MemberExpression || parent.object !== outer) return undefined;
  const holder = wrapped(parent).parent;
  if (parent.computed) return holder?.type === T.MemberExpression && !holder.optional && propertyName(holder) === 'value' ? holder : undefined;
  const callback = holder?.type === T.CallExpression && /^(?:map|flatMap|forEach)$/.test(calledMethod(holder) ?? '') ? holder.arguments[0] : undefined;
  const fn: FunctionNode | undefined = callback && isFunction(callback) ? callback : undefined;
  return fn && valueOf(fn.params[0], fn.body, unit);
}

function valueOf(element: Node | undefined, body: Node, unit: RuleUnit): Node | undefined {
  if (element?.type === T.ObjectPattern) return element.properties.find((property) => property.type === T.Property && property.key.type === T.Identifier && property.key.name === 'value');
  const variable = element?.type === T.Identifier ? unit.scopes.variableOf(element) : undefined;
  let found: Node | undefined;
  walk(body, (node) => {
    const object = node.type === T.MemberExpression && !node.optional && propertyName(node) === 'value' ? unwrap(node.object) : undefined;
    const { parent } = wrapped(node);
    const isGuarded = parent?.type === T.LogicalExpression || (parent?.type === T.MemberExpression && parent.optional) || parent?.type === T.IfStatement || parent?.type === T.ConditionalExpression;
    if (object?.type === T.Identifier && variable && unit.scopes.variableOf(object) === variable && !isGuarded) found ??= node;
  });
  return found;
}
