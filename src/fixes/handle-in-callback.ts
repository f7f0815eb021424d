import { isFunction, T, unwrap, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { isConsoleShadowed } from './unwaited-promise.ts';

const printed = '.catch((error) => { console.error(error); })';

/**
 * The edits that make a function which gives a promise one that gives nothing and prints the error itself:
 * `async (x) => { … }` → `(x) => { void (async () => { … })().catch(…); }`. Undefined for functions with a written return type,
 * and for names that are handed over more than once (a listener must be the same to be removed). Where a request waits for an
 * answer the error goes to `next`, if the function has it.
 */
export function handleInCallback(unit: Unit, callback: Node): EditInput[] | undefined {
  if (isConsoleShadowed(unit, callback)) return undefined;
  const fn = unwrap(callback);
  if (isFunction(fn)) {
    const handler = handlerFor(unit, fn);
    return fn.returnType || fn.generator || handler === undefined ? undefined : fn.async ? wrapped(unit, fn, handler) : chained(unit, fn, handler);
  }
  if (fn.type !== T.Identifier) return undefined;
  const variable = unit.scopes.variableOf(fn);
  const uses = variable?.references.filter(({ identifier }) => identifier.parent.type === T.CallExpression && identifier.parent.callee !== identifier) ?? [];
  if (uses.length !== 1 || fn.parent.type === T.Property || mayBeMissing(unit, fn) || unit.scopes.isNameTaken('args', callback)) return undefined;
  // Typed by its place: as many as the caller gives.
  const args = unit.functionOf(fn)?.params.length === 0 ? '' : '...args';
  return [{ start: callback.range[0], end: callback.range[1], text: `(${args}) => { void ${fn.name}(${args})${printed}; }` }];
}

/** `save?: () => Promise<void>`: there may be no function to call. */
function mayBeMissing(unit: Unit, name: TSESTree.Identifier): boolean {
  const declared = unit.scopes.variableOf(name)?.defs[0]?.name;
  return declared?.type === T.Identifier && (declared.optional || (declared.typeAnnotation !== undefined && /\b(?:undefined|null)\b/.test(unit.textOf(declared.typeAnnotation))));
}

/** What is to be done with the error; undefined where somebody would go on waiting for an answer, or the answer takes more than an error. */
function handlerFor(unit: Unit, { params }: FunctionNode): string | undefined {
  const names = params.map((parameter) => (parameter.type === T.Identifier ? parameter.name : ''));
  const index = names.findIndex((name) => /^(?:next|cb|callback|done)$/.test(name));
  const next = params[index];
  if (next) return unit.isTypeScript && (unit.types.parameterCount(next) ?? 1) > 1 ? undefined : `.catch(${names[index]})`;
  return names.some((name) => /^(?:res|response|reply|ctx)$/.test(name)) ? undefined : printed;
}

/** The body goes into an async function of its own; `this` and `arguments` mean the same in it. */
function wrapped(unit: Unit, fn: FunctionNode, handler: string): EditInput[] | undefined {
  const isMethod = fn.parent.type === T.Property && fn.parent.method;
  const from = isMethod ? fn.parent.range[0] : fn.range[0];
  const keyword = /^async\s+/.exec(unit.text.slice(from)) ?? /^async/.exec(unit.text.slice(from));
  const start = bodyStart(unit, fn);
  if (!keyword || start === undefined) return undefined;
  return [
    { start: from, end: from + keyword[0].length, text: '' },
    { start, end: start, text: '{ void (async () => ' },
    { start: fn.range[1], end: fn.range[1], text: `)()${handler}; }` },
  ];
}

/**
 * `() => save()` → `() => { void save().catch(…); }`. In JavaScript nothing holds the classes that follow, or what stands in for a
 * method in a test, to a promise: `this.save()` → `void Promise.resolve(this.save()).catch(…)`.
 */
function chained(unit: Unit, fn: FunctionNode, handler: string): EditInput[] | undefined {
  const start = bodyStart(unit, fn);
  if (fn.type !== T.ArrowFunctionExpression || fn.body.type !== T.CallExpression || start === undefined || start !== fn.body.range[0] || unit.types.awaitability(fn.body) !== 'always') return undefined;
  const isLoose = !unit.isTypeScript && fn.body.callee.type === T.MemberExpression;
  return [{ start, end: start, text: isLoose ? '{ void Promise.resolve(' : '{ void ' }, { start: fn.range[1], end: fn.range[1], text: `${isLoose ? ')' : ''}${handler}; }` }];
}

/** Where a function's body starts, with the parentheses around an expression. */
function bodyStart(unit: Unit, fn: FunctionNode): number | undefined {
  if (fn.body.type === T.BlockStatement) return fn.body.range[0];
  const arrow = unit.text.indexOf('=>', fn.params.at(-1)?.range[1] ?? fn.range[0]);
  return arrow < 0 || arrow > fn.body.range[0] ? undefined : arrow + 2 + (/^\s*/.exec(unit.text.slice(arrow + 2))?.[0].length ?? 0);
}
