import { ancestor, calledMethod, isFunction, T, unwrap, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName, importName } from './imports.ts';
import { listAround, wholeLines } from './lines.ts';
import { indentationAt, styleOf } from './style.ts';
import { lineBreakOfChain } from './unwaited-promise.ts';

type Registration = TSESTree.CallExpression | TSESTree.AssignmentExpression;

/** What an executor calls its `reject`, and the edits that give it one where it takes `resolve` alone. */
function rejectOf(unit: Unit, executor: FunctionNode): { name: string; edits: EditInput[] } | undefined {
  const [resolve, reject] = executor.params;
  if (reject) return reject.type === T.Identifier ? { name: reject.name, edits: [] } : undefined;
  const name = freeName(unit, executor.body, ['reject', 'rejectPromise']);
  if (!resolve || name === undefined) return undefined;
  const [start, end] = resolve.range;
  const isBare = executor.type === T.ArrowFunctionExpression && executor.range[0] === start;
  return { name, edits: isBare ? [{ start, end: start, text: '(' }, { start: end, end, text: `, ${name})` }] : [{ start: end, end, text: `, ${name}` }] };
}

/** The edits that reject a promise when an emitter fails: `.on('error', reject)` after the listener of its success. */
export function rejectOnError(unit: Unit, executor: FunctionNode, registration: Registration): EditInput[] | undefined {
  const reject = rejectOf(unit, executor);
  if (!reject) return undefined;
  const { quote, semicolons, eol } = styleOf(unit);
  const end = registration.range[1];
  const method = calledMethod(registration);
  if (registration.type === T.CallExpression && method !== 'addEventListener') {
    return [...reject.edits, { start: end, end, text: `${lineBreakOfChain(unit, registration)}.on(${quote}error${quote}, ${reject.name})` }];
  }
  const statement = registration.parent;
  const target = registration.type === T.AssignmentExpression ? registration.left : unwrap(registration.callee);
  if (statement?.type !== T.ExpressionStatement || !listAround(statement) || target.type !== T.MemberExpression) return undefined;
  const object = unit.textOf(target.object);
  const listener = registration.type === T.AssignmentExpression ? `${object}.onerror = ${reject.name}` : `${object}.addEventListener(${quote}error${quote}, ${reject.name})`;
  return [...reject.edits, { start: statement.range[1], end: statement.range[1], text: `${eol}${indentationAt(unit.text, statement.range[0])}${listener}${semicolons ? ';' : ''}` }];
}

/** The edits that write a promise around one event as `once(emitter, 'event')`, or (of a stream's end) `finished(stream)`: both reject on 'error'. */
export function waitForEvent(unit: Unit, promise: TSESTree.NewExpression, registration: Registration, isStreamEnd: boolean): EditInput[] | undefined {
  const executor = promise.arguments[0] && unwrap(promise.arguments[0]);
  if (!isFunction(executor) || registration.type !== T.CallExpression || !isOnly(executor, registration)) return undefined;
  // Its value is an array of the event's arguments, or nothing.
  if (promise.parent.type !== T.AwaitExpression || promise.parent.parent.type !== T.ExpressionStatement) return undefined;
  const callee = unwrap(registration.callee);
  const [event, listener] = registration.arguments;
  if (callee.type !== T.MemberExpression || !/^(?:on|once)$/.test(calledMethod(registration) ?? '') || !event || !listener || !isPlain(listener, executor)) return undefined;
  const helper = importName(unit, isStreamEnd ? { module: 'stream/promises', name: 'finished', at: promise } : { module: 'events', name: 'once', at: promise });
  const [start, end] = promise.range;
  return helper && [...helper.edits, { start, end, text: `${helper.expression}(${unit.textOf(callee.object)}${isStreamEnd ? '' : `, ${unit.textOf(event)}`})` }];
}

function isOnly(executor: FunctionNode, registration: Node): boolean {
  if (executor.body.type !== T.BlockStatement) return unwrap(executor.body) === registration;
  const [only, ...others] = executor.body.body;
  return others.length === 0 && only?.type === T.ExpressionStatement && unwrap(only.expression) === registration;
}

/** `resolve`, or `() => resolve()`. */
function isPlain(listener: Node, { params: [resolve] }: FunctionNode): boolean {
  const name = resolve?.type === T.Identifier ? resolve.name : '';
  if (listener.type === T.Identifier) return listener.name === name;
  const call = isFunction(listener) ? listener.body : undefined;
  return call?.type === T.CallExpression && call.callee.type === T.Identifier && call.callee.name === name && call.arguments.length === 0;
}

/** The edits that hand an error to `reject` where a callback throws it, or leaves the promise alone because of it. */
export function rejectInstead(unit: Unit, executor: FunctionNode, callback: FunctionNode, gap: { node: Node | undefined; test: Node | undefined }): EditInput[] | undefined {
  const reject = rejectOf(unit, executor);
  if (!reject) return undefined;
  const { node, test } = gap;
  if (node?.type === T.ThrowStatement) {
    const { argument } = node;
    return [...reject.edits, { start: node.range[0], end: argument.range[0], text: `return ${reject.name}(` }, { start: argument.range[1], end: argument.range[1], text: ')' }];
  }
  const [error] = callback.params;
  const branch = test && ancestor(test, ({ type }) => type === T.IfStatement);
  if (error?.type !== T.Identifier || branch?.type !== T.IfStatement || branch.test !== test || test.type !== T.Identifier || test.name !== error.name) return undefined;
  const given = `${reject.name}(${error.name})`;
  if (node?.type === T.ReturnStatement) return node.argument ? undefined : [...reject.edits, { start: node.range[0], end: node.range[0] + 'return'.length, text: `return ${given}` }];
  const last = branch.consequent.type === T.BlockStatement ? branch.consequent.body.at(-1) : undefined;
  if (!last || last.loc.start.line === branch.loc.start.line) return undefined;
  const { eol, semicolons } = styleOf(unit);
  return [...reject.edits, { start: last.range[1], end: last.range[1], text: `${eol}${indentationAt(unit.text, last.range[0])}${given}${semicolons ? ';' : ''}` }];
}

/** The edits that put the body of a callback into a `try` whose `catch` rejects. */
export function rejectWhatThrows(unit: Unit, executor: FunctionNode, callback: FunctionNode): EditInput[] | undefined {
  const reject = rejectOf(unit, executor);
  if (!reject) return undefined;
  const { indent, eol, semicolons } = styleOf(unit);
  const end = semicolons ? ';' : '';
  const outer = indentationAt(unit.text, callback.range[0]);
  const around = (lines: readonly string[]): string => ['try {', ...lines, `${indent}} catch (error) {`, `${indent}${indent}${reject.name}(error)${end}`, `${indent}}`]
    .map((line, index) => (index === 0 ? outer + indent + line : line === '' ? line : outer + line)).join(eol);
  const { body } = callback;
  if (body.type !== T.BlockStatement) {
    const text = unit.textOf(body);
    return /[\n`]/.test(text) ? undefined : [...reject.edits, { start: body.range[0], end: body.range[1], text: `{${eol}${around([`${indent}${indent}${text}${end}`])}${eol}${outer}}` }];
  }
  const [first, last] = [body.body[0], body.body.at(-1)];
  const span = first && last && wholeLines(unit, undefined, first, last);
  // Lines of a template are part of its text; on one line there is nothing to indent.
  if (!span || span.start <= body.range[0] || span.end > body.range[1] || unit.text.slice(span.start, span.end).includes('`')) return undefined;
  const lines = unit.text.slice(span.start, span.end).replace(/\r?\n$/, '').split(/\r?\n/).map((line) => (line.trim() === '' ? '' : `${indent}${line.startsWith(outer) ? line.slice(outer.length) : line.trimStart()}`));
  return [...reject.edits, { ...span, text: `${around(lines)}${eol}` }];
}
