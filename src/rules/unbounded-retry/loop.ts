import { canReach } from '../../analysis/flow/queries.ts';
import { ancestor, calledMethod, enclosingFunction, isFunction, isInside, isLoop, T, unwrap, walk, walkOwn, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';

export type ConditionLoop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement;

/** A loop that tries the same again until it works. */
export interface Retry {
  handler: TSESTree.CatchClause;
  /** What is tried. */
  call: Node;
  isLimited: boolean;
  isDelayed: boolean;
}

/** What a loop retries without a limit, or at once; undefined: it does something else, or has both. */
export function retryOf(loop: ConditionLoop, unit: RuleUnit): Retry | undefined {
  const attempt = attemptIn(loop);
  const handler = attempt?.handler;
  const call = attempt && triedIn(attempt, unit);
  if (!attempt || !handler || !call || looksAtSignal(loop, unit) || !leavesOnSuccess(attempt, loop, unit) || goesOtherWays(attempt, loop, unit) || !isSameInput(call, loop, unit)) return undefined;
  const flow = unit.flow(enclosingFunction(loop) ?? unit.ast);
  if (!canReach(flow.pointsOf(handler), flow.pointsOf(call))) return undefined;
  const isLimited = !isEndless(loop, attempt, unit);
  const isDelayed = awaitsOutside(loop, attempt);
  return isLimited && isDelayed ? undefined : { handler, call, isLimited, isDelayed };
}

/** The one `try` of a loop's body, in the body itself. */
function attemptIn({ body }: ConditionLoop): TSESTree.TryStatement | undefined {
  const statements = body.type === T.BlockStatement ? body.body : [body];
  const [only, ...others] = statements.filter(({ type }) => type === T.TryStatement);
  return only?.type === T.TryStatement && others.length === 0 && !only.finalizer ? only : undefined;
}

/** What is read from a source differs each time; what people answer does too. */
const fresh = /^(?:read|next|pop|shift|receive|recv|take|dequeue|accept|prompt|ask|question|input|select|confirm|poll|consume|reserve|claim|wait)/i;

function triedIn({ block }: TSESTree.TryStatement, unit: RuleUnit): TSESTree.CallExpression | undefined {
  const calls: TSESTree.CallExpression[] = [];
  let isOther = false;
  walkOwn(block, (node) => {
    if (node.type === T.AwaitExpression) {
      const call = unwrap(node.argument);
      const name = call.type === T.CallExpression ? calledMethod(call) ?? unit.textOf(call.callee) : '';
      if (call.type !== T.CallExpression || fresh.test(name)) isOther = true;
      else calls.push(call);
    }
    isOther ||= isLoop(node) || node.type === T.YieldExpression;
  });
  return isOther ? undefined : calls[0];
}

/** Whether the loop ends once the attempt has worked: a `return` or `break` in it or right after it, or a flag that its test looks at. */
function leavesOnSuccess({ block }: TSESTree.TryStatement, loop: ConditionLoop, unit: RuleUnit): boolean {
  const statements = loop.body.type === T.BlockStatement ? loop.body.body : [];
  const isExit = ({ type }: Node): boolean => type === T.ReturnStatement || type === T.BreakStatement;
  let leaves = statements.some(isExit);
  walkOwn(block, (node) => { leaves ||= isExit(node); });
  if (leaves) return true;
  const { test } = loop;
  const flag = test?.type === T.UnaryExpression && test.operator === '!' ? unit.textOf(test.argument) : undefined;
  return flag !== undefined && block.body.some((statement) => statement.type === T.ExpressionStatement && statement.expression.type === T.AssignmentExpression && unit.textOf(statement.expression.left) === flag);
}

/** A way out that is not success: a check of the error, a count, a deadline, a signal; or no way back. */
function goesOtherWays(attempt: TSESTree.TryStatement, loop: ConditionLoop, unit: RuleUnit): boolean {
  let found = false;
  walkOwn(loop.body, (node) => {
    if (node.type !== T.ThrowStatement && node.type !== T.ReturnStatement && node.type !== T.BreakStatement) return;
    // In the attempt, `throw` leads to the handler, and `if (response.ok) return` is success.
    if (isInside(node, attempt.block)) found ||= node.type !== T.ThrowStatement && isStopped(node, attempt, unit);
    else found ||= isInside(node, attempt) || isConditional(node, loop);
  });
  return found;
}

/** `if (this.closed) return`, `if (tries > max) break`. */
function isStopped(node: Node, within: Node, unit: RuleUnit): boolean {
  const decider = ancestor(node, (at) => at === within || at.type === T.IfStatement);
  return decider?.type === T.IfStatement && /stop|clos|cancel|abort|shut|destroy|dispos|disconnect|exit|max|attempt|retr|count|limit|tries|timeout|elapsed|deadline/i.test(unit.textOf(decider.test));
}

function isConditional(node: Node, within: Node): boolean {
  return ancestor(node, (at) => at === within || at.type === T.IfStatement || at.type === T.SwitchCase) !== within;
}

/** Whether nothing but success ends the loop: `while (true)`, `for (;;)`, `while (!connected)` with the flag that the attempt sets. */
function isEndless({ test }: ConditionLoop, { block }: TSESTree.TryStatement, unit: RuleUnit): boolean {
  if (!test || (test.type === T.Literal && test.value)) return true;
  if (test.type !== T.UnaryExpression || test.operator !== '!') return false;
  const flag = unit.textOf(test.argument);
  return block.body.some((statement) => statement.type === T.ExpressionStatement && statement.expression.type === T.AssignmentExpression && unit.textOf(statement.expression.left) === flag);
}

/** A signal or a clock that ends it. */
function looksAtSignal(loop: ConditionLoop, unit: RuleUnit): boolean {
  return /\baborted\b|throwIfAborted|\bDate\.now\b|performance\.now|\bdeadline\b/.test(unit.textOf(loop));
}

/** Whether something is waited for between the attempts: mostly a delay. */
function awaitsOutside(loop: ConditionLoop, attempt: TSESTree.TryStatement): boolean {
  let found = false;
  walkOwn(loop, (node) => { found ||= (node.type === T.AwaitExpression || (node.type === T.ForOfStatement && node.await)) && !isInside(node, attempt.block); });
  return found;
}

/** Whether nothing that the call is given changes from round to round. */
function isSameInput(call: Node, loop: ConditionLoop, unit: RuleUnit): boolean {
  let isSame = true;
  walk(call, (node) => {
    if (!isSame || isFunction(node)) return false;
    if (node !== call && (node.type === T.CallExpression || node.type === T.NewExpression || node.type === T.UpdateExpression || (node.type === T.MemberExpression && node.computed && node.property.type !== T.Literal))) isSame = false;
    if (node.type === T.Identifier) {
      const variable = unit.scopes.variableOf(node);
      const written = variable?.references.some((reference) => reference.isWrite() && isInside(reference.identifier as Node, loop)) ?? false;
      if (written) isSame = false;
    }
    return isSame;
  });
  return isSame;
}
