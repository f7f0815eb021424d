import { applyEdits } from '../analysis/edits.ts';
import type { FanOut } from '../analysis/fan-out.ts';
import type { Edit } from '../analysis/finding.ts';
import { isFunction, isInside, isLoop, T, unwrap, walk, walkOwn, type Node, type TSESTree } from '../analysis/nodes.ts';
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
 * `name` the results are pushed there. `isKeyed`: the list is a map, whose callback is given the value first. Undefined where the
 * callback leaves early with a value that is needed, or comments would get lost.
 */
export function loopText(unit: Unit, statement: Node, fanOut: FanOut, name: string | undefined, isKeyed = false): string | undefined {
  const loop = fanOut.list && loopOf(unit, fanOut, fanOut.list, { isKeyed, isValueless: name === undefined });
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

/** Comments in the list, and around the statements of the callback's body, come along. */
function isKept(unit: Unit, offset: number, { task, list }: FanOut): boolean {
  if (list && offset >= list.range[0] && offset < list.range[1]) return true;
  const fn = unwrap(task);
  if (!isFunction(fn) || fn.body.type !== T.BlockStatement || fn.body.body.length === 0) return false;
  const [start, end] = keptSpan(unit, fn.body);
  return offset >= start && offset < end;
}

/** The statements that come along as they are, with the comments around them: up to a `return` at the end. */
function keptSpan(unit: Unit, block: TSESTree.BlockStatement): [number, number] {
  const [first] = block.body;
  const last = block.body.at(-1);
  if (!first || !last) return [block.range[0], block.range[0]];
  const before = unit.comments.find(({ start, end }) => start > block.range[0] && end <= first.range[0] && unit.text.slice(block.range[0], start).includes('\n'));
  const after = unit.comments.findLast(({ start, end }) => start >= last.range[1] && end < block.range[1]);
  return [before?.start ?? first.range[0], last.type === T.ReturnStatement ? last.range[0] : after?.end ?? last.range[1]];
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

/** `isKeyed`: the list is a map; `isValueless`: what the callback returns is not used. */
function loopOf(unit: Unit, { task, call }: FanOut, list: Node, { isKeyed, isValueless }: { isKeyed: boolean; isValueless: boolean }): Loop | undefined {
  const fn = unwrap(task);
  const text = unit.textOf(list);
  // The list is evaluated once, before the loop; it may not name what the loop declares.
  if (unwrap(call.callee).type !== T.MemberExpression) return undefined;
  if (!isFunction(fn)) {
    if (fn.type !== T.Identifier || (parameterCount(unit, fn) ?? 2) > 1) return undefined;
    const item = itemName(unit, call, fn);
    return item === undefined ? undefined : { head: `const ${item} of ${text}${isKeyed ? '.values()' : ''}`, body: '', result: `await ${fn.name}(${item})` };
  }
  if (fn.generator || fn.typeParameters || fn.params.length === 0 || fn.params.length > 2) return undefined;
  const names = fn.params.map((parameter) => nameOf(unit, parameter));
  // Without a type of its own the parameter's annotation says what the elements are.
  const isAnnotated = fn.params.some((parameter) => 'typeAnnotation' in parameter && parameter.typeAnnotation !== undefined);
  if (isAnnotated && unit.types.elementAwaitability(list) === 'unknown') return undefined;
  if (names.includes(undefined) || usesFunctionScope(fn, isValueless) || names.some((name) => /^\w+$/.test(name ?? '') && mentionsOuter(unit, list, name ?? ''))) return undefined;
  const word = fn.params.some((parameter) => isSetAnew(unit, parameter)) ? 'let' : 'const';
  const head = names.length === 1 ? `${word} ${names[0]} of ${text}${isKeyed ? '.values()' : ''}` : `${word} [${names[1]}, ${names[0]}] of ${text}.entries()`;
  if (fn.body.type !== T.BlockStatement) return { head, body: '', result: fn.body };
  const statements = statementsOf(unit, fn.body, call);
  return statements && { head, ...statements };
}

function nameOf(unit: Unit, parameter: Node): string | undefined {
  if (parameter.type === T.Identifier) return parameter.name;
  if (parameter.type !== T.ObjectPattern && parameter.type !== T.ArrayPattern) return undefined;
  return unit.text.slice(parameter.range[0], parameter.typeAnnotation?.range[0] ?? parameter.range[1]);
}

/** Whether a list names something that the loop's own variable would hide; parameters of callbacks in it are others. */
function mentionsOuter(unit: Unit, list: Node, name: string): boolean {
  let found = false;
  walk(list, (node) => {
    if (node.type !== T.Identifier || node.name !== name || node.parent.type === T.MemberExpression && node.parent.property === node && !node.parent.computed) return;
    const block = unit.scopes.variableOf(node)?.scope.block as Node | undefined;
    found ||= !block || !isInside(block, list);
  });
  return found;
}

/** Whether the callback gives a parameter another value. */
function isSetAnew(unit: Unit, parameter: Node): boolean {
  let found = false;
  walk(parameter, (node) => {
    if (node.type === T.Identifier) found ||= unit.scopes.variableOf(node)?.references.some((reference) => reference.isWrite() && !reference.init) === true;
  });
  return found;
}

/** Whether a body needs the function around it: `this` of its own, `var`, `arguments`, or leaving early by more than `continue` can do. */
function usesFunctionScope(fn: Node, isValueless: boolean): boolean {
  if (!isFunction(fn)) return true;
  let uses = false;
  const last = fn.body.type === T.BlockStatement ? fn.body.body.at(-1) : undefined;
  walkOwn(fn.body, (node) => {
    if (node.type === T.ReturnStatement && node !== last && !(isValueless && isSkip(node))) uses = true;
    if (node.type === T.VariableDeclaration && node.kind === 'var') uses = true;
    if (node.type === T.Identifier && node.name === 'arguments') uses = true;
  });
  if (fn.type !== T.ArrowFunctionExpression) walk(fn.body, (node) => { if (node.type === T.ThisExpression || node.type === T.Super) uses = true; });
  return uses;
}

/** `return;` of the callback itself, which `continue;` of the loop does as well. */
function isSkip({ argument, parent }: TSESTree.ReturnStatement): boolean {
  let at: Node = parent;
  while (!isFunction(at) && !isLoop(at) && at.parent) at = at.parent;
  return isFunction(at) && (argument === null || argument.type === T.Literal || argument.type === T.Identifier);
}

function statementsOf(unit: Unit, block: TSESTree.BlockStatement, call: Node): { body: string; result: Node | undefined } | undefined {
  const last = block.body.at(-1);
  const first = block.body[0];
  if (!first || !last) return undefined;
  const result = last.type === T.ReturnStatement ? last.argument ?? undefined : undefined;
  const [start, end] = keptSpan(unit, block);
  const skips: Edit[] = [];
  walkOwn(block, (node) => {
    if (node.type === T.ReturnStatement && node !== last) skips.push({ path: unit.path, start: node.range[0] - start, end: node.range[1] - start, text: `continue${unit.text[node.range[1] - 1] === ';' ? ';' : ''}` });
  });
  const text = applyEdits(unit.text.slice(start, end), skips).trimEnd();
  return { body: reindented(unit, text, first, call), result };
}

/** Moves the lines of a callback's body to where a loop's body stands. Templates keep their lines, so text with one is left as it is. */
function reindented(unit: Unit, text: string, first: Node, call: Node): string {
  const { indent } = styleOf(unit);
  const from = indentationAt(unit.text, first.range[0]);
  let statement: Node = call;
  while (statement.parent && !isListed(statement) && statement.parent.type !== T.IfStatement) statement = statement.parent;
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
