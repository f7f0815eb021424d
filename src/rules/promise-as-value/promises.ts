import { calledMethod, propertyName, T, unwrap, walkOwn, wrapped, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { constantValue, type Variable } from '../../analysis/scopes.ts';
import type { RuleUnit } from '../define-rule.ts';

/** Whether an expression is always a promise: what a call or `new` gives, also kept in a variable, and parameters declared as promises. */
export function isPromise(node: Node, unit: RuleUnit): boolean {
  const at = unwrap(node);
  if (at.type === T.Identifier) {
    const variable = unit.scopes.variableOf(at);
    return variable !== undefined && holdsPromise(variable, unit) && unit.types.awaitability(at) === 'always';
  }
  // Without arguments `new Promise` throws: what looks like that is the beginning of something else (`new Promise<T>(…)` in a dialect).
  if (at.type === T.NewExpression && at.arguments.length === 0) return false;
  if (at.type === T.CallExpression && !unit.isTypeScript && givesObjects(at, unit)) return false;
  return (at.type === T.CallExpression || at.type === T.NewExpression || at.type === T.ImportExpression) && unit.types.awaitability(at) === 'always';
}

/** Whether a plain function returns something that it writes down on some way, whatever its documentation says. */
function givesObjects({ callee }: TSESTree.CallExpression, unit: RuleUnit): boolean {
  const fn = unit.functionOf(callee);
  if (!fn || fn.async || fn.generator) return false;
  const values: Node[] = fn.body.type === T.BlockStatement ? [] : [fn.body];
  walkOwn(fn.body, (node) => { if (node.type === T.ReturnStatement && node.argument) values.push(node.argument); });
  return values.some((value) => /^(?:ObjectExpression|ArrayExpression|Literal|TemplateLiteral|JSXElement)$/.test(unwrap(value).type));
}

/**
 * The same, and there at run time: where null is not checked for, a type says nothing of what may be missing. Who waits for
 * it elsewhere knows that it is a promise, and asks whether it is there.
 */
export function isSurelyPromise(node: Node, unit: RuleUnit): boolean {
  const variable = unit.scopes.variableOf(unwrap(node));
  return isPromise(node, unit) && unit.types.isCertain(unwrap(node)) && !(variable && (isKnownAsPromise(variable) || isOptional(variable)));
}

/** Cheap: whether a variable can hold a promise from start to end. */
function holdsPromise(variable: Variable, unit: RuleUnit): boolean {
  const value = constantValue(variable);
  if (value) {
    const at = unwrap(value);
    return at.type === T.CallExpression || at.type === T.NewExpression || at.type === T.Identifier || at.type === T.ConditionalExpression || at.type === T.LogicalExpression;
  }
  const [definition] = variable.defs;
  if (definition?.type !== 'Parameter' || definition.name.type !== T.Identifier || variable.references.some((reference) => reference.isWrite())) return false;
  const { typeAnnotation } = definition.name;
  return typeAnnotation !== undefined && unit.textOf(typeAnnotation).includes('Promise');
}

/** `(expected?: Promise<string>)`: where null is not checked for, its type does not say that it may be missing. */
function isOptional({ defs: [definition] }: Variable): boolean {
  return definition?.type === 'Parameter' && definition.name.type === T.Identifier && definition.name.optional;
}

/** `if (pending) await pending;`, `if (pending) all.push(pending);` */
function isKnownAsPromise(variable: Variable): boolean {
  return variable.references.some(({ identifier }) => {
    // Names in some type annotations have no parent.
    const at = wrapped(identifier as Node);
    const parent = at.parent as Node | undefined;
    if (parent?.type === T.AwaitExpression) return true;
    // `promises.push(made)`: somebody waits for all of them.
    if (parent?.type === T.CallExpression && calledMethod(parent) === 'push' && parent.arguments.some((argument) => argument === at)) return true;
    return parent?.type === T.MemberExpression && parent.object === at && /^(?:then|catch|finally)$/.test(propertyName(parent) ?? '');
  });
}

/** The names, of members that are read of a promise, which its result has and it has not. */
export function missingMembers(object: Node, names: readonly string[], unit: RuleUnit): string[] {
  const at = unwrap(object);
  // TypeScript itself reports these.
  if (unit.isTypeScript || names.length === 0 || !mayGivePromise(at) || names.every((name) => /^(?:then|catch|finally)$/.test(name))) return [];
  if (!isPromise(at, unit)) return [];
  return names.filter((name) => unit.types.hasMember(at, name) === false && unit.types.resultHasMember(at, name) === true);
}

function mayGivePromise(node: Node): boolean {
  return node.type === T.CallExpression || node.type === T.NewExpression || node.type === T.Identifier || calledMethod(node) !== undefined;
}
