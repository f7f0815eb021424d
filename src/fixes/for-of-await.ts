import { mentions } from '../analysis/collection-size.ts';
import type { FanOut } from '../analysis/fan-out.ts';
import { isFunction, T, unwrap, walk, walkOwn, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { itemName, parameterCount } from './limit-concurrency.ts';
import { indentationAt, styleOf } from './style.ts';

/** What the loop is made from: the list, the names for its elements, and what is done with each. */
interface Loop {
  head: string;
  /** The statements of the body, without braces, and the expression that is the result. */
  body: string;
  result: Node | string | undefined;
}

/**
 * Turns `const rs = await Promise.all(xs.map(async (x) => …))` into a loop that awaits one after the other.
 * Undefined where the statement is another, or the callback leaves early.
 */
export function forOfAwait(unit: Unit, call: TSESTree.CallExpression, fanOut: FanOut): EditInput[] | undefined {
  const [argument] = call.arguments;
  if (fanOut.kind !== 'map' || !fanOut.list || !argument || unwrap(argument) !== fanOut.call || fanOut.call.arguments.length !== 1) return undefined;
  const awaited = call.parent;
  if (awaited.type !== T.AwaitExpression) return undefined;
  const target = targetOf(unit, awaited);
  const text = target && loopText(unit, target.statement, fanOut, target.name);
  if (!target || text === undefined) return undefined;
  const [start, end] = target.statement.range;
  const { eol, semicolons } = styleOf(unit);
  const declaration = target.declaration ? target.declaration + (semicolons ? ';' : '') + eol + indentationAt(unit.text, start) : '';
  return [{ start, end, text: declaration + text }];
}

/**
 * A loop that does for each element of a list what a callback does, one after the other, written where a statement stands. With
 * `name` the results are pushed there. Undefined where the callback leaves early, or comments would get lost.
 */
export function loopText(unit: Unit, statement: Node, fanOut: FanOut, name: string | undefined): string | undefined {
  const loop = fanOut.list && loopOf(unit, fanOut, fanOut.list);
  if (!loop) return undefined;
  const { eol, indent, semicolons } = styleOf(unit);
  const close = semicolons ? ';' : '';
  const [start, end] = statement.range;
  if (unit.comments.some((comment) => comment.start >= start && comment.end <= end && !isKept(unit, comment.start, fanOut))) return undefined;
  const own = indentationAt(unit.text, start);
  const inner = own + indent;
  const value = loop.result === undefined ? undefined : typeof loop.result === 'string' ? loop.result : awaitedText(unit, loop.result);
  if (name !== undefined && value === undefined) return undefined;
  const last = name === undefined ? value : `${name}.push(${value ?? ''})`;
  const guarded = !semicolons && last !== undefined && /^[([`]/.test(last) ? ';' : '';
  const body = [...(loop.body === '' ? [] : [inner + loop.body]), ...(last === undefined ? [] : [inner + guarded + last + close])].join(eol);
  return `for (${loop.head}) {${eol}${body}${eol}${own}}`;
}

/** Comments in the statements of the callback's body come along. */
function isKept(_unit: Unit, offset: number, { task }: FanOut): boolean {
  const fn = unwrap(task);
  if (!isFunction(fn) || fn.body.type !== T.BlockStatement) return false;
  const first = fn.body.body[0];
  return first !== undefined && offset >= first.range[0] && offset < keptEnd(fn.body);
}

/** Where the statements end that come along as they are: before a `return` at the end. */
function keptEnd(block: TSESTree.BlockStatement): number {
  const last = block.body.at(-1);
  return last?.type === T.ReturnStatement ? last.range[0] : last?.range[1] ?? block.range[0];
}

interface Target {
  statement: Node;
  /** The variable that collects the results, and its declaration. */
  name?: string;
  declaration?: string;
}

/** `await Promise.all(…);` or `const rs = await Promise.all(…);` in a list of statements. */
function targetOf(unit: Unit, awaited: TSESTree.AwaitExpression): Target | undefined {
  const holder = awaited.parent;
  if (holder.type === T.ExpressionStatement) return isListed(holder) ? { statement: holder } : undefined;
  if (holder.type !== T.VariableDeclarator || holder.id.type !== T.Identifier || holder.parent.declarations.length !== 1 || !isListed(holder.parent)) return undefined;
  const { id } = holder;
  if (holder.parent.kind !== 'const') return undefined;
  if (!unit.isTypeScript) return { statement: holder.parent, name: id.name, declaration: `const ${id.name} = []` };
  const type = id.typeAnnotation ? unit.textOf(id.typeAnnotation.typeAnnotation) : unit.types.typeText(id);
  if (type === undefined || /^readonly |^\[/.test(type) || !type.endsWith('[]')) return undefined;
  return { statement: holder.parent, name: id.name, declaration: `const ${id.name}: ${type} = []` };
}

/** Whether a statement stands in a list of statements. */
export function isListed(statement: Node): boolean {
  return statement.parent?.type === T.BlockStatement || statement.parent?.type === T.Program;
}

function loopOf(unit: Unit, { task, call }: FanOut, list: Node): Loop | undefined {
  const fn = unwrap(task);
  const text = unit.textOf(list);
  // The list is evaluated once, before the loop; it may not name what the loop declares.
  if (unwrap(call.callee).type !== T.MemberExpression || text.includes('\n')) return undefined;
  if (!isFunction(fn)) {
    if (fn.type !== T.Identifier || (parameterCount(unit, fn) ?? 2) > 1) return undefined;
    const item = itemName(unit, call, fn);
    return item === undefined ? undefined : { head: `const ${item} of ${text}`, body: '', result: `await ${fn.name}(${item})` };
  }
  if (fn.generator || fn.typeParameters || fn.params.length === 0 || fn.params.length > 2) return undefined;
  const names = fn.params.map((parameter) => nameOf(unit, parameter));
  // Without a type of its own the parameter's annotation says what the elements are.
  const isAnnotated = fn.params.some((parameter) => 'typeAnnotation' in parameter && parameter.typeAnnotation !== undefined);
  if (isAnnotated && unit.types.elementAwaitability(list) === 'unknown') return undefined;
  if (names.includes(undefined) || usesFunctionScope(fn) || names.some((name) => /^\w+$/.test(name ?? '') && mentions(list, name ?? ''))) return undefined;
  const head = names.length === 1 ? `const ${names[0]} of ${text}` : `const [${names[1]}, ${names[0]}] of ${text}.entries()`;
  if (fn.body.type !== T.BlockStatement) return { head, body: '', result: fn.body };
  const statements = statementsOf(unit, fn.body, call);
  return statements && { head, ...statements };
}

function nameOf(unit: Unit, parameter: Node): string | undefined {
  if (parameter.type === T.Identifier) return parameter.name;
  if (parameter.type !== T.ObjectPattern && parameter.type !== T.ArrayPattern) return undefined;
  return unit.text.slice(parameter.range[0], parameter.typeAnnotation?.range[0] ?? parameter.range[1]);
}

/** Whether a body needs the function around it: `this` of its own, `var`, `arguments`, or leaving early. */
function usesFunctionScope(fn: Node): boolean {
  if (!isFunction(fn)) return true;
  let uses = false;
  const last = fn.body.type === T.BlockStatement ? fn.body.body.at(-1) : undefined;
  walkOwn(fn.body, (node) => {
    if (node.type === T.ReturnStatement && node !== last) uses = true;
    if (node.type === T.VariableDeclaration && node.kind === 'var') uses = true;
    if (node.type === T.Identifier && node.name === 'arguments') uses = true;
  });
  if (fn.type !== T.ArrowFunctionExpression) walk(fn.body, (node) => { if (node.type === T.ThisExpression || node.type === T.Super) uses = true; });
  return uses;
}

function statementsOf(unit: Unit, block: TSESTree.BlockStatement, call: Node): { body: string; result: Node | undefined } | undefined {
  const last = block.body.at(-1);
  const first = block.body[0];
  if (!first || !last) return undefined;
  const result = last.type === T.ReturnStatement ? last.argument ?? undefined : undefined;
  const text = unit.text.slice(first.range[0], keptEnd(block)).trimEnd();
  return { body: reindented(unit, text, first, call), result };
}

/** Moves the lines of a callback's body to where a loop's body stands. Templates keep their lines, so text with one is left as it is. */
function reindented(unit: Unit, text: string, first: Node, call: Node): string {
  const { indent } = styleOf(unit);
  const from = indentationAt(unit.text, first.range[0]);
  let statement: Node = call;
  while (statement.parent && !isListed(statement)) statement = statement.parent;
  const to = indentationAt(unit.text, statement.range[0]) + indent;
  if (from === to || /`[^`]*\n[^`]*`/.test(text)) return text;
  return text.split('\n').map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line)).join('\n');
}

/** A result as an async function would give it: awaited unless it is known to be no promise. */
function awaitedText(unit: Unit, result: Node): string {
  const text = unit.textOf(result);
  const at = unwrap(result);
  if (at.type === T.AwaitExpression || unit.types.awaitability(result) === 'never') return text;
  const simple = at.type === T.CallExpression || at.type === T.MemberExpression || at.type === T.Identifier || at.type === T.NewExpression;
  return simple ? `await ${text}` : `await (${text})`;
}
