import type { FanOut } from '../analysis/fan-out.ts';
import { isFunction, isInside, isLoop, T, unwrap, walk, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import { constantValue } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import { importName } from './imports.ts';
import { withPlaceholder } from './placeholders.ts';
import { semaphoreName, semaphoreText } from './semaphore.ts';
import { indentationAt, styleOf } from './style.ts';

/** A combinator over tasks that shall be limited. */
export interface Unlimited {
  call: TSESTree.CallExpression;
  /** The fan-outs that start work, in source order. */
  tasks: readonly FanOut[];
  limit: number;
  /** Where earlier findings of the file put their limiter, by the list of statements it stands in: they share one. */
  places: ReadonlyMap<Node, Node>;
}

/** How a limiter is made and used: `const limit = pLimit(10);` and `limit(() => …)`. */
interface Style {
  locals: readonly string[];
  make(maker: string): string;
  /** What stands before the limit in it. */
  beforeLimit: string;
  open(local: string): string;
  maker: { module: string; name: string; locals: readonly string[] } | 'semaphore';
}

/** Runs the tasks through p-limit. Undefined where a task cannot be wrapped as it stands. */
export function limitWithPLimit(unit: Unit, request: Unlimited): EditInput[] | undefined {
  return wrapAll(unit, request, {
    locals: ['limit', 'limitTask'],
    make: (maker) => `${maker}(${request.limit})`,
    beforeLimit: '(',
    open: (local) => `${local}(`,
    maker: { module: 'p-limit', name: 'default', locals: ['pLimit'] },
  });
}

/** Runs the tasks through a p-queue. Its results may be undefined by its types, so only where nobody uses them. */
export function limitWithPQueue(unit: Unit, request: Unlimited): EditInput[] | undefined {
  if (unit.isTypeScript && !isUnused(request.call)) return undefined;
  return wrapAll(unit, request, {
    locals: ['queue', 'taskQueue'],
    make: (maker) => `new ${maker}({ concurrency: ${request.limit} })`,
    beforeLimit: '{ concurrency: ',
    open: (local) => `${local}.add(`,
    maker: { module: 'p-queue', name: 'default', locals: ['PQueue'] },
  });
}

/** Runs the tasks through a Bottleneck, which takes functions that always give a promise. */
export function limitWithBottleneck(unit: Unit, request: Unlimited): EditInput[] | undefined {
  const isAlways = ({ kind, task }: FanOut): boolean => (kind === 'push' ? unit.types.awaitability(task) : unit.types.returnAwaitability(task)) === 'always';
  if (!request.tasks.every(isAlways)) return undefined;
  return wrapAll(unit, request, {
    locals: ['limiter', 'taskLimiter'],
    make: (maker) => `new ${maker}({ maxConcurrent: ${request.limit} })`,
    beforeLimit: '{ maxConcurrent: ',
    open: (local) => `${local}.schedule(`,
    maker: { module: 'bottleneck', name: 'default', locals: ['Bottleneck'] },
  });
}

/** Runs the tasks through a small semaphore that is put at the end of the file, once. */
export function limitWithSemaphore(unit: Unit, request: Unlimited): EditInput[] | undefined {
  return wrapAll(unit, request, {
    locals: ['limit', 'limitTask'],
    make: (maker) => `${maker}(${request.limit})`,
    beforeLimit: '(',
    open: (local) => `${local}(`,
    maker: 'semaphore',
  });
}

function wrapAll(unit: Unit, request: Unlimited, style: Style): EditInput[] | undefined {
  const [first] = request.tasks;
  const place = first && placeOf(first);
  if (!place || !request.tasks.every((task) => isInside(task.call, place.list))) return undefined;
  const made = style.maker === 'semaphore' ? semaphore(unit, place.statement) : importName(unit, { ...style.maker, at: place.statement });
  if (!made) return undefined;
  const existing = existingLimiter(unit, place.statement, style, made.expression);
  const local = existing ?? style.locals.concat(style.locals.map((name) => `${name}2`)).find((name) => !unit.scopes.isNameTaken(name, place.statement));
  if (local === undefined) return undefined;
  const edits: EditInput[] = [];
  for (const task of request.tasks) {
    const wrapping = task.kind === 'push' ? wrapExpression(unit, task, style.open(local)) : wrapCallback(unit, task, style.open(local));
    if (!wrapping) return undefined;
    edits.push(...wrapping);
  }
  const declaration = existing ? [] : declare(unit, place, request.places.get(place.list) ?? place.statement, `const ${local} = ${style.make(made.expression)}`);
  return declaration && [...made.edits, ...edits, ...declaration.map((edit) => withPlaceholder(edit, style.beforeLimit, request.limit))];
}

function semaphore(unit: Unit, at: Node): { expression: string; edits: EditInput[] } | undefined {
  const name = semaphoreName(unit, at);
  if (!name) return undefined;
  const { eol } = styleOf(unit);
  const end = unit.text.length;
  const gap = unit.text.endsWith('\n') ? eol : eol + eol;
  return { expression: name.local, edits: name.exists ? [] : [{ start: end, end, text: gap + semaphoreText(unit, name.local) + eol }] };
}

/** Where a declaration can stand so that a fan-out sees it: before a statement of a list, or in an arrow function's body that is an expression. */
export interface Place {
  /** The block, or the arrow function. */
  list: Node;
  statement: Node;
}

/** The place for the limiter of a fan-out: in the same function, outside the loops. */
export function placeOf({ call, loops }: FanOut): Place | undefined {
  for (let child: Node = loops.at(-1) ?? call, at = child.parent; at; child = at, at = at.parent) {
    if (at.type === T.BlockStatement || at.type === T.Program || at.type === T.StaticBlock || at.type === T.TSModuleBlock) return { list: at, statement: child };
    if (isFunction(at)) return at.type === T.ArrowFunctionExpression && at.body === child ? { list: at, statement: child } : undefined;
    if (at.type === T.PropertyDefinition) return undefined;
  }
  return undefined;
}

function declare(unit: Unit, { list }: Place, before: Node, declaration: string): EditInput[] | undefined {
  const { eol, indent, semicolons } = styleOf(unit);
  const [start, end] = before.range;
  const own = indentationAt(unit.text, start);
  if (list.type === T.ArrowFunctionExpression) {
    const gap = unit.text.slice(Math.max(start - 200, list.range[0]), start);
    if (!/=>\s*$/.test(gap)) return undefined;
    const inner = indentationAt(unit.text, list.range[0]) + indent;
    const close = semicolons ? ';' : '';
    const outer = indentationAt(unit.text, list.range[0]);
    const space = /\s$/.test(gap) ? '' : ' ';
    return [
      { start, end: start, text: `${space}{${eol}${inner}${declaration}${close}${eol}${inner}return ` },
      { start: end, end, text: `${close}${eol}${outer}}` },
    ];
  }
  // In a block of one line it stays one.
  if (unit.text.slice(unit.text.lastIndexOf('\n', start - 1) + 1, start).trim() !== '') return [{ start, end: start, text: `${declaration}; ` }];
  const guarded = !semicolons && /^[([`/+-]/.test(unit.text.slice(start));
  return [{ start, end: start, text: `${declaration}${semicolons || guarded ? ';' : ''}${eol}${own}` }];
}

/** A limiter of the same making that this function has already. One of an outer function would wait for itself. */
function existingLimiter(unit: Unit, at: Node, style: Style, maker: string): string | undefined {
  const made = style.make(maker).replace(/\(.*$/, '(');
  const home = unit.scopes.scopeOf(at).variableScope;
  for (let scope: ReturnType<Unit['scopes']['scopeOf']> | null = unit.scopes.scopeOf(at); scope && scope.variableScope === home; scope = scope.upper) {
    for (const variable of scope.variables) {
      const value = constantValue(variable);
      if (value && value.range[1] <= at.range[0] && unit.textOf(value).startsWith(made)) return variable.name;
    }
  }
  return undefined;
}

/** `(x) => f(x)` → `(x) => limit(() => f(x))`; a function by name gets its arguments written out. */
function wrapCallback(unit: Unit, { call, task, kind }: FanOut, open: string): EditInput[] | undefined {
  const at = unwrap(task);
  if (kind === 'flatMap' && unit.types.returnAwaitability(task) !== 'always') return undefined;
  // A `this` for the callback is an argument of its own.
  if (call.arguments.at(-1) !== task) return undefined;
  if (!isFunction(at)) return wrapReference(unit, at, call, open);
  if (at.generator || at.typeParameters) return undefined;
  return at.type === T.ArrowFunctionExpression ? wrapArrow(unit, at, open) : wrapFunction(unit, at, open);
}

function wrapArrow(unit: Unit, fn: TSESTree.ArrowFunctionExpression, open: string): EditInput[] | undefined {
  const [start, end] = fn.range;
  const headEnd = fn.returnType?.range[1] ?? fn.params.at(-1)?.range[1] ?? start;
  const head = unit.text.slice(headEnd, fn.body.range[0]);
  const arrow = headEnd + head.indexOf('=>');
  if (/\/[/*]/.test(head) || arrow < headEnd) return undefined;
  const prefix = fn.async ? /^async\s*/.exec(unit.text.slice(start, end))?.[0] ?? '' : '';
  const edits: EditInput[] = prefix ? [{ start, end: start + prefix.length, text: '' }] : [];
  const keyword = fn.async ? 'async ' : '';
  if (fn.returnType) edits.push({ start: fn.returnType.range[0], end: arrow + 2, text: ` => ${open}${keyword}()${unit.textOf(fn.returnType)} =>` });
  else edits.push({ start: arrow, end: arrow, text: `=> ${open}${keyword}() ` });
  return [...edits, { start: end, end, text: ')' }];
}

function wrapFunction(unit: Unit, fn: FunctionNode, open: string): EditInput[] | undefined {
  if (fn.id || usesOwnThis(fn) || fn.params.some((parameter) => parameter.type === T.Identifier && parameter.name === 'this')) return undefined;
  const [start] = fn.range;
  if (/\/[/*]/.test(unit.text.slice(start, fn.body.range[0]))) return undefined;
  const first = fn.params[0];
  const last = fn.params.at(-1);
  const parameters = first && last ? unit.text.slice(first.range[0], last.range[1]) : '';
  const result = fn.returnType ? unit.textOf(fn.returnType) : '';
  return [
    { start, end: fn.body.range[0], text: `(${parameters}) => ${open}${fn.async ? 'async ' : ''}()${result} => ` },
    { start: fn.range[1], end: fn.range[1], text: ')' },
  ];
}

/** Whether a function expression would mean something else as an arrow function. */
function usesOwnThis(fn: FunctionNode): boolean {
  let uses = false;
  walk(fn.body, (node) => {
    if (isFunction(node) && node.type !== T.ArrowFunctionExpression) return false;
    if (node.type === T.ThisExpression || node.type === T.Super || node.type === T.MetaProperty || (node.type === T.Identifier && node.name === 'arguments')) uses = true;
    return true;
  });
  return uses;
}

function wrapReference(unit: Unit, reference: Node, call: TSESTree.CallExpression, open: string): EditInput[] | undefined {
  if (reference.type !== T.Identifier && !isModuleMember(unit, reference)) return undefined;
  const text = unit.textOf(reference);
  const count = parameterCount(unit, reference);
  const [start, end] = reference.range;
  if (count === undefined) return unit.isTypeScript ? undefined : [{ start, end, text: `(...args) => ${open}() => ${text}(...args))` }];
  const item = itemName(unit, call, reference);
  if (item === undefined || count > 2) return undefined;
  const parameters = count === 2 ? `${item}, index` : item;
  if (count === 2 && unit.scopes.isNameTaken('index', call)) return undefined;
  return [{ start, end, text: `(${parameters}) => ${open}() => ${text}(${parameters}))` }];
}

/** `fs.unlink`: a function of a module, which needs no `this`. */
function isModuleMember(unit: Unit, node: Node): boolean {
  return node.type === T.MemberExpression && unit.origins(node).some(({ name }) => !name.includes('#'));
}

/** How many of the arguments that `map` gives a function takes: at least the one. */
export function parameterCount(unit: Unit, reference: Node): number | undefined {
  const fn = unit.functionOf(reference);
  if (fn) {
    const hasRest = fn.params.some((parameter) => parameter.type === T.RestElement);
    return hasRest ? undefined : Math.max(1, fn.params.length);
  }
  const count = unit.types.parameterCount(reference);
  return count === undefined ? undefined : Math.max(1, count);
}

/** A name for one element of a list: `urls` → `url`, else `item`. */
export function itemName(unit: Unit, call: TSESTree.CallExpression, reference: Node): string | undefined {
  const callee = unwrap(call.callee);
  const list = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const plural = list?.type === T.Identifier ? list.name : undefined;
  const singular = plural?.endsWith('ies') ? `${plural.slice(0, -3)}y` : /[^s]s$/.test(plural ?? '') ? plural?.slice(0, -1) : undefined;
  return [singular, 'item', 'element'].find((name) => name !== undefined && name.length > 1 && !reserved.has(name) && !isDeclaredAround(unit, name, reference));
}

/** Whether a name means something where a node stands. Functions and blocks below may use it for themselves. */
function isDeclaredAround(unit: Unit, name: string, node: Node): boolean {
  for (let scope: ReturnType<Unit['scopes']['scopeOf']> | null = unit.scopes.scopeOf(node); scope; scope = scope.upper) if (scope.set.get(name)?.defs.length) return true;
  return false;
}

const reserved = new Set(['class', 'case', 'import', 'export', 'new', 'this', 'clas', 'function', 'default', 'return', 'package', 'interface', 'private', 'public', 'static', 'enum', 'type', 'let', 'const', 'var']);

/** `tasks.push(f(x))` → `tasks.push(limit(() => f(x)))`, where f(x) means the same a little later. */
function wrapExpression(unit: Unit, { task, loops }: FanOut, open: string): EditInput[] | undefined {
  const outermost = loops.at(-1);
  if (!outermost || unit.types.awaitability(task) !== 'always' || !meansTheSameLater(unit, task, outermost)) return undefined;
  const [start, end] = task.range;
  return [{ start, end: start, text: `${open}() => ` }, { start: end, end, text: ')' }];
}

function meansTheSameLater(unit: Unit, task: Node, loop: Node): boolean {
  let same = true;
  const members: string[] = [];
  walk(task, (node) => {
    if (node.type === T.AwaitExpression || node.type === T.YieldExpression || (node.type === T.Identifier && node.name === 'arguments')) same = false;
    if (node.type === T.AssignmentExpression || node.type === T.UpdateExpression) same = false;
    if (node.type === T.MemberExpression) members.push(unit.textOf(node));
    if (node.type !== T.Identifier) return;
    const variable = unit.scopes.variableOf(node);
    const definition = variable?.defs[0]?.node as Node | undefined;
    if (!variable || !definition) return;
    const declaration = definition.parent;
    const isVar = declaration?.type === T.VariableDeclaration && declaration.kind === 'var';
    const isHead = declaration?.parent && isLoop(declaration.parent);
    const changes = variable.references.some((reference) => reference.isWrite() && !reference.init);
    if ((isVar && isInside(definition, loop)) || (changes && !isHead)) same = false;
  });
  if (!same || !unit.isTypeScript) return same;
  // What a test around it narrowed (`if (x.y) tasks.push(f(x.y))`) is not narrowed inside a function.
  walk(loop, (node) => {
    if (node.type === T.IfStatement && members.some((member) => unit.textOf(node.test).includes(member))) same = false;
  });
  return same;
}

/** Whether nobody uses what a combinator gives: `await Promise.all(…);` */
export function isUnused(call: Node): boolean {
  const holder = call.parent;
  return holder?.type === T.AwaitExpression ? holder.parent.type === T.ExpressionStatement : holder?.type === T.ExpressionStatement;
}
