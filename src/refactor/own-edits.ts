import { enclosingFunction, isFunction, T, walk, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { unhandledParts } from '../analysis/promise-handling.ts';
import type { EditInput } from '../analysis/rule.ts';
import { covers, readSuppressions } from '../analysis/suppressions.ts';
import type { Span } from '../analysis/text.ts';
import type { Unit } from '../analysis/unit.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { awaitDelay } from '../fixes/delay.ts';
import { promiseTwin } from '../fixes/promise-twin.ts';
import type { BlockingApi } from '../knowledge/blocking-calls.ts';
import type { Knowledge } from '../knowledge/index.ts';

/** What a function is made async for: a call (or loop) that blocks, or a promise that nobody waits for. */
export type Purpose = 'blocking-call' | 'floating-promise';

/**
 * The edits in the body of a function that becomes async: the promise at `at` is awaited; what blocks there gives way to its
 * promise twin, and so do the other calls that block in the same function. Undefined where there is no way to write that.
 */
export function ownEdits(unit: Unit, at: Span, purpose: Purpose, knowledge: Knowledge): EditInput[][] | undefined {
  const node = nodeAt(unit, at);
  const fn = node && enclosingFunction(node);
  if (!node || !fn) return undefined;
  const seen = Object.create(unit, { becomesAsync: { value: (one: FunctionNode) => one === fn } }) as Unit;
  if (purpose === 'floating-promise') {
    const edits = awaitedParts(seen, node);
    return edits && [edits];
  }
  const own = unblocked(seen, node, knowledge);
  if (!own) return undefined;
  return [own, ...otherCalls(seen, fn, node, knowledge).map((call) => unblocked(seen, call, knowledge)).filter((edits) => edits !== undefined)];
}

function awaitedParts(unit: Unit, node: Node): EditInput[] | undefined {
  const parts = unhandledParts(node, { types: unit.types, scopes: unit.scopes, ignoreVoid: true, checkThenables: false, isExempt: () => false });
  if (parts.length === 0 || parts.some(({ kind }) => kind === 'array' || kind === 'awaited array')) return undefined;
  const edits = parts.map((part) => awaitPromise(unit, part.node));
  return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
}

function unblocked(unit: Unit, node: Node, knowledge: Knowledge): EditInput[] | undefined {
  const api = apiOf(unit, node, knowledge);
  return (api && promiseTwin(unit, node, api)) ?? awaitDelay(unit, node);
}

function apiOf(unit: Unit, node: Node, { blockingCalls }: Knowledge): BlockingApi | undefined {
  return node.type === T.CallExpression ? blockingCalls.find(unit.origins(node.callee)) : undefined;
}

/** The other calls of a function's own body that hold up whoever awaits it, cheap and suppressed ones aside. */
function otherCalls(unit: Unit, fn: FunctionNode, first: Node, knowledge: Knowledge): TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  const suppressions = readSuppressions(unit.comments, unit.lines);
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node !== first && node.type === T.CallExpression && !apiOf(unit, node, knowledge)?.minor && apiOf(unit, node, knowledge)?.twin !== undefined
      && !suppressions.some((one) => covers(one, 'blocking-call', unit.lines.position(node.range[0]).line))) found.push(node);
    return true;
  });
  return found;
}

/** The expression or loop that a finding stands on; of a variable that holds a promise, what it is made with. */
function nodeAt(unit: Unit, { start, end }: Span): Node | undefined {
  let found: Node | undefined;
  walk(unit.ast, (node) => {
    if (node.range[0] > start || node.range[1] < end) return false;
    if (node.range[0] === start && node.range[1] === end && !found) found = node.type === T.ExpressionStatement ? node.expression : node;
    return true;
  });
  const { parent } = found ?? {};
  if (found?.type === T.Identifier && parent?.type === T.VariableDeclarator && parent.id === found && parent.init) return parent.init;
  return found;
}
