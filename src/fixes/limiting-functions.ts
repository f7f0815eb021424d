import { unwrap, isFunction, T, type Node, type TSESTree } from '../analysis/nodes.ts';
import { limitAt } from '../analysis/limits.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Mapper } from '../knowledge/limiters.ts';
import { importName } from './imports.ts';
import { parameterCount, type Unlimited } from './limit-concurrency.ts';
import { withPlaceholder } from './placeholders.ts';

/** `await Promise.all(xs.map(f))` → `await pMap(xs, f, { concurrency: 10 })`. */
export function limitWithPMap(unit: Unit, request: Unlimited): EditInput[] | undefined {
  return mapped(unit, request, 'p-map', 'default', ['pMap'], (task) => (isFunction(task) ? task.params.length <= 2 : (parameterCount(unit, task) ?? 3) <= 2), {
    middle: '', close: `, { concurrency: ${request.limit} }`, beforeLimit: '{ concurrency: ',
  });
}

/** `await Promise.all(xs.map(async …))` → `await mapLimit(xs, 10, async …)`. async tells async functions from others by how they are written. */
export function limitWithAsync(unit: Unit, request: Unlimited): EditInput[] | undefined {
  return mapped(unit, request, 'async', 'mapLimit', ['mapLimit'], (task) => isFunction(task) && task.async && task.params.length === 1, {
    middle: `${request.limit}, `, close: '', beforeLimit: ', ',
  });
}

function mapped(unit: Unit, { call, tasks, limit }: Unlimited, module: string, name: string, locals: readonly string[], fits: (task: Node) => boolean, text: { middle: string; close: string; beforeLimit: string }): EditInput[] | undefined {
  const [fanOut] = tasks;
  const [argument] = call.arguments;
  if (!fanOut?.list || tasks.length > 1 || fanOut.kind !== 'map' || !argument || unwrap(argument) !== fanOut.call || fanOut.call.arguments.length > 1) return undefined;
  const { list, task } = fanOut;
  if (fanOut.call.optional || argument.type === T.ChainExpression || !fits(unwrap(task)) || list.range[0] > task.range[0]) return undefined;
  const gaps = [[call.range[0], list.range[0]], [list.range[1], task.range[0]], [task.range[1], call.range[1]]] as const;
  if (gaps.some(([start, end]) => /\/[/*]/.test(unit.text.slice(start, end)))) return undefined;
  const imported = importName(unit, { module, name, locals, at: call });
  if (!imported) return undefined;
  const [[start, listStart], [listEnd, taskStart], [taskEnd, end]] = gaps;
  return [
    ...imported.edits,
    { start, end: listStart, text: `${imported.expression}(` },
    withPlaceholder({ start: listEnd, end: taskStart, text: `, ${text.middle}` }, text.beforeLimit, limit),
    withPlaceholder({ start: taskEnd, end, text: `${text.close})` }, text.beforeLimit, limit),
  ];
}

/** Gives a mapping function or a queue the limit it lacks. */
export function setLimit(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression, mapper: Pick<Mapper, 'limit' | 'limited' | 'name'>, limit: number): EditInput[] | undefined {
  return limitEdits(unit, call, mapper, limit)?.map((edit) => withPlaceholder(edit, '', limit));
}

function limitEdits(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression, mapper: Pick<Mapper, 'limit' | 'limited' | 'name'>, limit: number): EditInput[] | undefined {
  if (mapper.limited !== undefined) return withLimitedTwin(call, mapper.limited, limit);
  const place = mapper.limit;
  if (place?.option === undefined) return undefined;
  const given = limitAt(call.arguments, place, undefined, unit);
  if (given === 'opaque') return undefined;
  if (given) return given.range[0] >= call.range[0] ? [{ start: given.range[0], end: given.range[1], text: String(limit) }] : undefined;
  const entry = `${place.option}: ${limit}`;
  const options = call.arguments[place.argument];
  if (options) {
    if (options.type !== T.ObjectExpression) return undefined;
    const last = options.properties.at(-1);
    return last ? [{ start: last.range[1], end: last.range[1], text: `, ${entry}` }] : [{ start: options.range[0], end: options.range[1], text: `{ ${entry} }` }];
  }
  const last = call.arguments.at(-1);
  if (call.arguments.length !== place.argument) return undefined;
  if (last) return [{ start: last.range[1], end: last.range[1], text: `, { ${entry} }` }];
  const open = unit.text[call.range[1] - 1] === ')' ? unit.text.lastIndexOf('(', call.range[1]) : -1;
  return open < 0 ? [{ start: call.range[1], end: call.range[1], text: `({ ${entry} })` }] : [{ start: open + 1, end: call.range[1] - 1, text: `{ ${entry} }` }];
}

/** `async.map(xs, f)` → `async.mapLimit(xs, 10, f)`. */
function withLimitedTwin(call: TSESTree.CallExpression | TSESTree.NewExpression, twin: string, limit: number): EditInput[] | undefined {
  const callee = unwrap(call.callee);
  const [list] = call.arguments;
  if (!list || callee.type !== T.MemberExpression || callee.computed) return undefined;
  return [
    { start: callee.property.range[0], end: callee.property.range[1], text: twin },
    { start: list.range[1], end: list.range[1], text: `, ${limit}` },
  ];
}
