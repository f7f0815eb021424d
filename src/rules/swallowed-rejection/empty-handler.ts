import { ancestor, calledMethod, chainStart, enclosingFunction, enclosingStatement, functionName, isFunction, keyName, stringValue, T, unwrap, walkOwn, wrapped, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { hasEffect, isQuietName, mayFailUnheard } from '../../knowledge/ignorable-failures.ts';
import type { RuleUnit } from '../define-rule.ts';
import { hasReason } from './reasons.ts';

/** How much an error matters that nobody hears of: somebody believes that something was done, or it cannot be told. */
export type Weight = 'effect' | 'unknown';

/** How much is lost in a `catch` clause without a statement; undefined: nothing. */
export function emptyCatch(handler: TSESTree.CatchClause, unit: RuleUnit): Weight | undefined {
  const statement = handler.parent;
  if (handler.body.body.length > 0 || statement.type !== T.TryStatement || isBestEffort(statement) || hasReason(handler, statement, unit)) return undefined;
  const awaits: TSESTree.AwaitExpression[] = [];
  let isChoice = false;
  walkOwn(statement.block, (node) => {
    if (node.type === T.AwaitExpression) awaits.push(node);
    // What is left early has another way behind it.
    isChoice ||= node.type === T.ReturnStatement || node.type === T.BreakStatement || node.type === T.ContinueStatement;
  });
  return awaits.length === 0 || isChoice ? undefined : heaviest(awaits.map((node) => weightOf(node.argument, isDropped(node), true, unit)));
}

/** How much is lost in a `.catch(() => {})` whose outcome nobody uses; undefined: nothing. */
export function emptyReaction(call: TSESTree.CallExpression, unit: RuleUnit): Weight | undefined {
  const callee = unwrap(call.callee);
  const [handler] = call.arguments;
  if (callee.type !== T.MemberExpression || call.arguments.length !== 1 || !handler || !isEmptyFunction(handler)) return undefined;
  const statement = enclosingStatement(call);
  if (!statement || !isOutcomeDropped(call) || isBestEffort(call) || hasReason(handler, statement, unit)) return undefined;
  // `pending.catch(() => {})`: whoever waits for it gets the error.
  const first = chainStart(callee.object);
  if (first.type !== T.CallExpression || unit.types.awaitability(callee.object) === 'never') return undefined;
  return weightOf(first, true, wrapped(call).parent?.type === T.AwaitExpression, unit);
}

function heaviest(weights: readonly (Weight | 'none' | undefined)[]): Weight | undefined {
  if (weights.includes('effect')) return 'effect';
  return weights.every((weight) => weight === 'unknown') ? 'unknown' : undefined;
}

function weightOf(value: Node, isDroppedValue: boolean, isAwaited: boolean, unit: RuleUnit): Weight | undefined {
  const call = chainStart(value);
  if (call.type !== T.CallExpression || !isDroppedValue || writesOnce(call)) return undefined;
  const path = unit.textOf(call.callee).replace(/\([^]*\)/g, '');
  if (mayFailUnheard(path) || mayFailUnheard(call.arguments.map((argument) => argument.type === T.Identifier || argument.type === T.MemberExpression ? unit.textOf(argument) : '').join(' '))) return undefined;
  const name = path.split('.').at(-1) ?? '';
  if (hasEffect(name, isAwaited) || (isAwaited && sends(call))) return 'effect';
  return unit.types.awaitability(value) === 'never' ? undefined : 'unknown';
}

/** `fetch(url, { method: 'POST' })`. */
function sends({ arguments: [, options] }: TSESTree.CallExpression): boolean {
  return options?.type === T.ObjectExpression && options.properties.some((property) => property.type === T.Property && keyName(property) === 'method' && /^(?:POST|PUT|PATCH)$/i.test(stringValue(property.value) ?? ''));
}

/** `writeFile(file, text, { flag: 'wx' })` is meant to fail where the file is there. */
function writesOnce({ arguments: args }: TSESTree.CallExpression): boolean {
  const options = args.at(-1);
  return options?.type === T.ObjectExpression && options.properties.some((property) => property.type === T.Property && keyName(property) === 'flag' && /x/.test(stringValue(property.value) ?? ''));
}

/** A cleaning function, one that says it is silent, or what is done because something failed already or the work is over. */
function isBestEffort(node: Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (isQuietName(functionName(fn) ?? '')) return true;
  return ancestor(node, (at) => at.type === T.CatchClause || (at.parent?.type === T.TryStatement && at.parent.finalizer === at) || isReaction(at)) !== undefined;
}

/** A function that a promise calls when it is settled: `.catch(() => …)`, `.finally(() => …)`. */
function isReaction(node: Node): boolean {
  return isFunction(node) && node.parent.type === T.CallExpression && /^(?:catch|finally)$/.test(calledMethod(node.parent) ?? '');
}

function isDropped(node: Node): boolean {
  return wrapped(node).parent?.type === T.ExpressionStatement;
}

/** `f().catch(…);`, `await f().catch(…);`, `void f().catch(…);`. */
function isOutcomeDropped(call: Node): boolean {
  const { parent } = wrapped(call);
  if (parent?.type === T.AwaitExpression || (parent?.type === T.UnaryExpression && parent.operator === 'void')) return isDropped(parent);
  return parent?.type === T.ExpressionStatement;
}

/** `() => {}`, `() => undefined`, `() => null`. */
export function isEmptyFunction(node: Node): boolean {
  const fn = unwrap(node);
  if (!isFunction(fn)) return false;
  if (fn.body.type === T.BlockStatement) return fn.body.body.length === 0;
  const value = unwrap(fn.body);
  return (value.type === T.Identifier && value.name === 'undefined') || (value.type === T.Literal && value.value === null) || (value.type === T.UnaryExpression && value.operator === 'void');
}
