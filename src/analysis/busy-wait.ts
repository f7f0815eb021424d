import { childrenOf, isFunction, numberValue, T, unwrap, walk, type Node, type TSESTree } from './nodes.ts';
import { originOf } from './origin.ts';
import type { Scopes } from './scopes.ts';

export type ConditionLoop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement;

/** A count from which a loop that only counts is there to pass time. */
const longCount = 1_000_000;

/** Whether a loop only waits: it does nothing but look at the clock (or at a value that nothing can change meanwhile) until a condition holds. */
export function isBusyWait(loop: ConditionLoop, scopes: Scopes): boolean {
  if (loop.type === T.ForStatement && loop.init && !isIdle(loop.init, scopes, false)) return false;
  if (loop.test && !isIdle(loop.test, scopes, false)) return false;
  const looksAtClock = (part: Node | null): boolean => part !== null && contains(part, (node) => isClock(node, scopes));
  const update = loop.type === T.ForStatement ? loop.update : null;
  if (looksAtClock(loop.test) || looksAtClock(loop.body) || looksAtClock(update)) {
    return isIdleBody(loop.body, scopes) && (update === null || isIdle(update, scopes, true));
  }
  if (!isEmpty(loop.body)) return false;
  return update === null ? !(loop.test && contains(loop.test, (node) => node.type === T.AssignmentExpression)) : isLongCount(loop, update);
}

/** Whether an expression asks for the time: `Date.now()`, `performance.now()`, `process.hrtime()`, `new Date()`. */
export function isClock(node: Node, scopes: Scopes): boolean {
  if (node.type !== T.CallExpression && node.type !== T.NewExpression) return false;
  const origin = originOf(node.callee, scopes);
  if (origin?.module === 'perf_hooks') return origin.name === 'performance.now';
  if (origin?.module !== 'global') return false;
  return node.type === T.NewExpression ? origin.name === 'Date' && node.arguments.length === 0 : /^(?:Date\.now|performance\.now|process\.hrtime(?:\.bigint)?)$/.test(origin.name);
}

function contains(root: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= test(node);
    return !found && !isFunction(node);
  });
  return found;
}

/** Whether evaluating an expression changes nothing: reads, arithmetic, the clock; a variable may take the time, or count. */
function isIdle(node: Node, scopes: Scopes, mayCount: boolean): boolean {
  const at = unwrap(node);
  if (isClock(at, scopes)) return true;
  switch (at.type) {
    case T.AwaitExpression: case T.YieldExpression: case T.TaggedTemplateExpression: case T.ImportExpression: case T.SpreadElement:
      return false;
    case T.UpdateExpression:
      return mayCount;
    case T.UnaryExpression:
      return at.operator !== 'delete' && isIdle(at.argument, scopes, mayCount);
    case T.CallExpression: {
      const callee = unwrap(at.callee);
      const isTimeOf = callee.type === T.MemberExpression && isClock(unwrap(callee.object), scopes) && at.arguments.length === 0;
      return isTimeOf || originOf(callee, scopes)?.name === 'Atomics.load';
    }
    case T.NewExpression:
      return false;
    default:
      return childrenOf(at).every((child) => isIdle(child, scopes, mayCount));
  }
}

function isIdleBody(body: TSESTree.Statement, scopes: Scopes): boolean {
  switch (body.type) {
    case T.EmptyStatement: case T.ContinueStatement:
      return true;
    case T.BlockStatement:
      return body.body.every((statement) => isIdleBody(statement, scopes));
    case T.ExpressionStatement:
      return isIdle(body.expression, scopes, true);
    case T.VariableDeclaration:
      return body.declarations.every(({ init }) => init === null || isIdle(init, scopes, true));
    default:
      return false;
  }
}

function isEmpty(body: TSESTree.Statement): boolean {
  return body.type === T.EmptyStatement || (body.type === T.BlockStatement && body.body.every(isEmpty));
}

function isLongCount(loop: ConditionLoop, update: Node): boolean {
  if (update.type !== T.UpdateExpression || loop.test?.type !== T.BinaryExpression) return false;
  return [loop.test.left, loop.test.right].some((side) => Math.abs(numberValue(side) ?? 0) >= longCount);
}
