import { calledMethod, enclosingFunction, isLoop, propertyName, T, unwrap, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { isHandled } from '../../analysis/promise-handling.ts';
import type { Variable } from '../../analysis/scopes.ts';
import type { RuleUnit } from '../define-rule.ts';
import { isTreatedAsPromise } from './uses.ts';

/** Promises that a local variable holds: one, or a list of them. */
export interface Started {
  declarator: TSESTree.VariableDeclarator;
  init: TSESTree.Expression;
  name: string;
  variable: Variable;
  fn: FunctionNode;
  isList: boolean;
}

/** Calls that wait for something to happen, rather than do something that fails. */
const waiters = /^(?:once|waitFor\w*|when\w*|until\w*|on[A-Z]\w*|\w*(?:Event|Deferred|Closed|Signal))$/;

/** What a declaration starts and keeps in a variable, if it is a promise that can reject, or a list of such. */
export function startedPromise(declarator: TSESTree.VariableDeclarator, unit: RuleUnit): Started | undefined {
  const { id, init, parent } = declarator;
  const fn = enclosingFunction(declarator);
  if (id.type !== T.Identifier || !init || !fn?.async || isLoop(parent.parent) || parent.kind === 'using' || parent.kind === 'await using') return undefined;
  const value = unwrap(init);
  if (value.type !== T.CallExpression && value.type !== T.ArrayExpression && value.type !== T.NewExpression) return undefined;
  const variable = unit.scopes.variableOf(id);
  if (!variable || variable.references.some((reference) => reference.isWrite() && !reference.init)) return undefined;
  if (!isTreatedAsPromise(variable, unit)) return undefined;
  const isList = isListOf(value);
  if (isList ? !listRejects(value, unit) : !promiseRejects(value, unit)) return undefined;
  return { declarator, init, name: id.name, variable, fn, isList };
}

function promiseRejects(value: Node, unit: RuleUnit): boolean {
  if (value.type === T.ArrayExpression || isWaiter(value) || isDeferred(value)) return false;
  return unit.types.awaitability(value) === 'always' && !isHandled(value, unit) && !isSettledAlready(value, unit) && unit.summaries.tendsToReject(value);
}

function isListOf(value: Node): boolean {
  return value.type === T.ArrayExpression || calledMethod(value) === 'map' || calledMethod(value) === 'from';
}

function listRejects(value: Node, unit: RuleUnit): boolean {
  if (value.type === T.ArrayExpression) return value.elements.some((element) => element !== null && element.type !== T.SpreadElement && unwrap(element).type === T.CallExpression && promiseRejects(unwrap(element), unit));
  if (value.type !== T.CallExpression || unit.types.elementAwaitability(value) !== 'always') return false;
  const callback = value.arguments[calledMethod(value) === 'from' ? 1 : 0];
  return callback !== undefined && unit.summaries.tendsToReject(value);
}

function isWaiter(value: Node): boolean {
  const callee = value.type === T.CallExpression ? unwrap(value.callee) : undefined;
  // Chained to one, it waits as well.
  if (callee?.type === T.MemberExpression && /^(?:then|catch|finally)$/.test(propertyName(callee) ?? '')) return isWaiter(unwrap(callee.object));
  const name = callee?.type === T.Identifier ? callee.name : callee?.type === T.MemberExpression ? propertyName(callee) : undefined;
  return name !== undefined && waiters.test(name);
}

/** `new Promise((resolve) => { this.done = resolve; })`: somebody else settles it, mostly well. */
function isDeferred(value: Node): boolean {
  return value.type === T.NewExpression && value.callee.type === T.Identifier && value.callee.name === 'Promise';
}

/** `Promise.resolve(1)`, `Promise.reject(error)`, and what settles all. */
function isSettledAlready(value: Node, unit: RuleUnit): boolean {
  return value.type === T.CallExpression && unit.origins(value.callee).some(({ module, name }) => module === 'global' && /^Promise\.(?:resolve|allSettled|withResolvers)$/.test(name));
}
