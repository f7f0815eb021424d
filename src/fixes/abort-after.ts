import { isFunction, isInside, keyName, T, unwrap, walk, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { withPlaceholder } from './placeholders.ts';

/**
 * The edit that gives `fetch` the time limit itself: `fetch(url, { signal: AbortSignal.timeout(ms) })` in the place of a race with
 * a timer that rejects. Undefined where anything else is raced, and where the request has a signal already.
 */
export function abortAfter(unit: Unit, race: TSESTree.CallExpression, timer: TSESTree.CallExpression): EditInput[] | undefined {
  const list = race.arguments[0] && unwrap(race.arguments[0]);
  if (list?.type !== T.ArrayExpression || list.elements.length !== 2 || !isInside(timer, list) || !rejects(timer)) return undefined;
  const request = list.elements.find((element) => element !== null && !isInside(timer, element));
  const milliseconds = timer.arguments[1];
  const call = request && unwrap(request);
  if (call?.type !== T.CallExpression || !milliseconds || !unit.origins(call.callee).some(({ module, name }) => module === 'global' && name === 'fetch')) return undefined;
  const time = unit.textOf(milliseconds);
  const text = withSignal(unit, call, `AbortSignal.timeout(${time})`);
  const isCommented = unit.comments.some((comment) => comment.start >= race.range[0] && comment.end <= race.range[1] && !(comment.start >= call.range[0] && comment.end <= call.range[1]));
  if (text === undefined || isCommented) return undefined;
  const edit = { start: race.range[0], end: race.range[1], text };
  return [milliseconds.type === T.Literal ? withPlaceholder(edit, 'AbortSignal.timeout(', time) : edit];
}

function withSignal(unit: Unit, call: TSESTree.CallExpression, signal: string): string | undefined {
  const [url, options] = call.arguments;
  const callee = unit.textOf(call.callee);
  if (!url || url.type === T.SpreadElement || call.arguments.length > 2) return undefined;
  if (!options) return `${callee}(${unit.textOf(url)}, { signal: ${signal} })`;
  if (options.type !== T.ObjectExpression || options.properties.length === 0 || options.properties.some((property) => property.type !== T.Property || keyName(property) === 'signal')) return undefined;
  const last = options.properties.at(-1) ?? options;
  return unit.text.slice(call.range[0], last.range[1]) + `, signal: ${signal}` + unit.text.slice(last.range[1], call.range[1]);
}

/** Whether the timer makes its promise reject: by the second parameter of the executor around it. */
function rejects(timer: TSESTree.CallExpression): boolean {
  let executor: Node | undefined = timer.parent;
  while (executor && !(isFunction(executor) && executor.parent.type === T.NewExpression)) executor = executor.parent;
  const reject = isFunction(executor) ? executor.params[1] : undefined;
  let used = false;
  if (reject?.type === T.Identifier && timer.arguments[0]) walk(timer.arguments[0], (node) => { if (node.type === T.Identifier && node.name === reject.name) used = true; });
  return used;
}
