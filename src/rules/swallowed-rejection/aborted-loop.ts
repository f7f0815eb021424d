import { canReach } from '../../analysis/flow/queries.ts';
import { ancestor, enclosingFunction, isInside, isLoop, keyName, propertyName, T, unwrap, walkOwn, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

/** A catch clause in a loop that takes the error of an abort for any other, and goes on: the signal that was given, and the call it was given to. */
export interface AbortedLoop {
  signal: Node;
  call: TSESTree.CallExpression;
  /** Nothing but the loop's own code ends it. */
  isEndless: boolean;
}

/** The call in a loop's `try` whose AbortError the handler swallows; undefined where the loop looks at the signal. */
export function abortedLoop(handler: TSESTree.CatchClause, unit: RuleUnit): AbortedLoop | undefined {
  const statement = handler.parent;
  const loop = ancestor(handler, (at) => isLoop(at) || at === enclosingFunction(handler));
  if (statement.type !== T.TryStatement || !isLoop(loop) || /abort|cancel/i.test(unit.textOf(handler))) return undefined;
  let found: Pick<AbortedLoop, 'signal' | 'call'> | undefined;
  walkOwn(statement.block, (node) => {
    const call = node.type === T.AwaitExpression ? unwrap(node.argument) : undefined;
    const signal = call?.type === T.CallExpression ? signalOf(call) : undefined;
    if (signal && call?.type === T.CallExpression) found ??= { signal, call };
  });
  if (!found || isOfTheRound(found.signal, loop, unit) || looksAtSignal(loop, unit)) return undefined;
  const flow = unit.flow(enclosingFunction(handler) ?? unit.ast);
  return leavesNever(handler) && canReach(flow.pointsOf(handler), flow.pointsOf(found.call)) ? { ...found, isEndless: isEndless(loop) } : undefined;
}

function signalOf(call: TSESTree.CallExpression): Node | undefined {
  for (const argument of call.arguments) {
    if (argument.type === T.ObjectExpression) {
      for (const property of argument.properties) if (property.type === T.Property && keyName(property) === 'signal') return property.value;
    } else if (isSignal(argument)) return argument;
  }
  return undefined;
}

function isSignal(node: Node): boolean {
  return (node.type === T.Identifier && /signal$/i.test(node.name)) || (node.type === T.MemberExpression && /signal$/i.test(propertyName(node) ?? ''));
}

/** Made anew for each round, as the signal of a timeout is: its end does not end the work. */
function isOfTheRound(signal: Node, loop: Node, unit: RuleUnit): boolean {
  let at = unwrap(signal);
  while (at.type === T.MemberExpression) at = unwrap(at.object);
  if (at.type === T.ThisExpression) return false;
  if (at.type !== T.Identifier) return true;
  const definition = unit.scopes.variableOf(at)?.defs[0]?.name as Node | undefined;
  return !definition || isInside(definition, loop);
}

function looksAtSignal(loop: Node, unit: RuleUnit): boolean {
  return /\baborted\b|throwIfAborted|isCancel|AbortError/.test(unit.textOf(loop));
}

/** `while (true)`, `for (;;)`. */
function isEndless(loop: Node): boolean {
  if (loop.type === T.ForStatement) return !loop.test;
  return (loop.type === T.WhileStatement || loop.type === T.DoWhileStatement) && loop.test.type === T.Literal;
}

/** Whether no `throw`, `return` or `break` stands in the handler: then every error goes on. */
function leavesNever(handler: TSESTree.CatchClause): boolean {
  let leaves = false;
  walkOwn(handler.body, (node) => { leaves ||= node.type === T.ThrowStatement || node.type === T.ReturnStatement || node.type === T.BreakStatement; });
  return !leaves;
}
