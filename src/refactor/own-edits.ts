import { diffArrays } from 'diff';
import ts from 'typescript';
import { applyEdits } from '../analysis/edits.ts';
import { enclosingFunction, isFunction, T, walk, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { unhandledParts } from '../analysis/promise-handling.ts';
import type { EditInput } from '../analysis/rule.ts';
import { covers, readSuppressions } from '../analysis/suppressions.ts';
import { syntaxOracle } from '../analysis/syntax-oracle.ts';
import type { Span } from '../analysis/text.ts';
import { createUnit, type Unit } from '../analysis/unit.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { awaitDelay } from '../fixes/delay.ts';
import { promiseTwin } from '../fixes/promise-twin.ts';
import type { BlockingApi } from '../knowledge/blocking-calls.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { returnsPromise } from '../knowledge/promise-functions.ts';

/** What a function is made async for: a call (or loop) that blocks, a promise that nobody waits for, or one that is used as if it were its result. */
export type Purpose = 'blocking-call' | 'floating-promise' | 'promise-as-value';

/**
 * The edits in the body of a function that becomes async: the promise at `at` is awaited; what blocks there gives way to its
 * promise twin. Undefined where there is no way to write that.
 */
export function ownEdits(unit: Unit, at: Span, purpose: Purpose, knowledge: Knowledge): EditInput[] | undefined {
  const node = nodeAt(unit, at);
  const fn = node && enclosingFunction(node);
  if (!node || !fn) return undefined;
  const seen = asIfAsync(unit, fn);
  if (purpose === 'promise-as-value') return awaitPromise(seen, node);
  return purpose === 'floating-promise' ? awaitedParts(seen, node) : unblocked(seen, node, knowledge);
}

/**
 * The same, and the other calls that block in the function give way too: whoever awaits it would go on to be held up by them.
 * Undefined where there are none. Calls are replaced one after the other, so that imports are changed once.
 */
export function allOwnEdits(unit: Unit, at: Span, knowledge: Knowledge): EditInput[] | undefined {
  const first = ownEdits(unit, at, 'blocking-call', knowledge);
  const node = nodeAt(unit, at);
  const fn = node && enclosingFunction(node);
  if (!first || !fn) return undefined;
  const place = unit.functions.indexOf(fn);
  let text = applyEdits(unit.text, first.map((edit) => ({ path: unit.path, ...edit })));
  let rounds = 0;
  for (; rounds < maxRounds; rounds += 1) {
    const now = reread(unit.path, text);
    const same = now.functions[place];
    if (!same) break;
    const seen = asIfAsync(now, same);
    const [edits] = blockingCalls(seen, same, knowledge).map((call) => unblocked(seen, call, knowledge)).filter((found) => found !== undefined);
    if (!edits) break;
    text = applyEdits(text, edits.map((edit) => ({ path: unit.path, ...edit })));
  }
  return rounds === 0 ? undefined : difference(unit.text, text);
}

const maxRounds = 50;

function asIfAsync(unit: Unit, fn: FunctionNode): Unit {
  return Object.create(unit, { becomesAsync: { value: (one: FunctionNode) => one === fn } }) as Unit;
}

/** Another text of a file, by its syntax alone. */
function reread(path: string, text: string): Unit {
  const source = ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo }, true);
  return createUnit({ path, source, oracle: (_tree, scopes) => syntaxOracle(scopes, returnsPromise) });
}

/** The difference of two texts, word by word. */
function difference(before: string, after: string): EditInput[] {
  const edits: { start: number; end: number; text: string }[] = [];
  let at = 0;
  for (const { added, removed, value } of diffArrays(wordsOf(before), wordsOf(after))) {
    const text = value.join('');
    if (!added && !removed) {
      at += text.length;
      continue;
    }
    let last = edits.at(-1);
    if (last?.end !== at) edits.push((last = { start: at, end: at, text: '' }));
    if (added) last.text += text;
    else at = last.end += text.length;
  }
  return edits;
}

function wordsOf(text: string): string[] {
  return text.match(/\w+|\s+|[^\w\s]/g) ?? [];
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

/** The calls of a function's own body that hold up whoever awaits it, cheap and suppressed ones aside. */
function blockingCalls(unit: Unit, fn: FunctionNode, knowledge: Knowledge): TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  const suppressions = readSuppressions(unit.comments, unit.lines);
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    const api = node.type === T.CallExpression ? apiOf(unit, node, knowledge) : undefined;
    if (node.type === T.CallExpression && api?.twin !== undefined && !api.minor && !suppressions.some((one) => covers(one, 'blocking-call', unit.lines.position(node.range[0]).line))) found.push(node);
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
