import { calledMethod, T, unwrap, walk, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { isRequestHandler, type CallbackPlace } from './error-taker.ts';
import { styleOf } from './style.ts';
import { isConsoleShadowed, printedError } from './unwaited-promise.ts';

type Name = TSESTree.Identifier | TSESTree.MemberExpression;

/**
 * The edit that hands over a function which calls the named one and handles its error: `save` →
 * `(...args) => { void save(...args).catch(…); }`, of a request handler `(req, res, next) => { void show(req, res).catch(next)${end(unit)} }`.
 */
export function handleNamed(unit: Unit, callback: Node, place: CallbackPlace): EditInput[] | undefined {
  if (callback.type !== T.Identifier && !(callback.type === T.MemberExpression && isPlain(callback))) return undefined;
  // A router's `delete` registers as well.
  if ((!isRequestHandler(unit, place) && isTakenAway(unit, callback)) || mayBeMissing(unit, callback) || !isSurelyPromise(unit, callback)) return undefined;
  const handed = place.slot === 'executor' ? undefined : isRequestHandler(unit, place) ? handler(unit, callback) : passer(unit, callback);
  if (handed === undefined) return undefined;
  const isShort = callback.parent.type === T.Property && callback.parent.shorthand;
  return [{ start: callback.range[0], end: callback.range[1], text: isShort ? `${unit.textOf(callback)}: ${handed}` : handed }];
}

/** `a.b.c`, `this.run`: naming it again has no effect. */
function isPlain(node: Node): boolean {
  if (node.type === T.Identifier || node.type === T.ThisExpression) return true;
  return node.type === T.MemberExpression && !node.computed && !node.optional && isPlain(node.object);
}

function end(unit: Unit): string {
  return styleOf(unit).semicolons ? ';' : '';
}

function passer(unit: Unit, callback: Name): string | undefined {
  const args = argumentsFor(unit, callback);
  return args === undefined || isConsoleShadowed(unit, callback) ? undefined : `(${args}) => { void ${called(unit, callback, args)}${printedError(unit)}${end(unit)} }`;
}

/** In JavaScript nothing holds the classes that follow, or what stands in for a method in a test, to a promise. */
function called(unit: Unit, callback: Name, args: string): string {
  const call = `${unit.textOf(callback)}(${args})`;
  const isLoose = !unit.isTypeScript && callback.type === T.MemberExpression && (callback.object.type === T.ThisExpression || !unit.functionOf(callback));
  return isLoose ? `Promise.resolve(${call})` : call;
}

/** As many as the function takes, where its place gives it that many; else what it gives. */
function argumentsFor(unit: Unit, callback: Name): string | undefined {
  const fn = unit.functionOf(callback);
  const taken = fn?.params.length ?? unit.types.parameterCount(callback);
  if (taken === 0) return '';
  const given = unit.types.kind === 'typescript' ? unit.types.argumentCount(callback) : undefined;
  if (!unit.isTypeScript || (given !== undefined && given < (taken ?? Infinity) && given !== Infinity)) return unit.scopes.isNameTaken('args', callback) ? undefined : '...args';
  const spare = taken === 1 ? ['value'] : ['first', 'second', 'third'];
  if (given === undefined || taken === undefined || taken > spare.length) return undefined;
  const names = Array.from({ length: taken }, (_, index) => nameOf(fn?.params[index]) ?? spare[index] ?? '');
  const root = /^\w+/.exec(unit.textOf(callback))?.[0] ?? '';
  return names.includes(root) || new Set(names).size < taken || fn?.params.some(({ type }) => type === T.RestElement) ? undefined : names.join(', ');
}

function nameOf(parameter: Node | undefined): string | undefined {
  return parameter?.type === T.Identifier && parameter.name !== 'this' ? parameter.name : undefined;
}

function handler(unit: Unit, callback: Name): string | undefined {
  const names = ['req', 'res', 'next'];
  const count = unit.functionOf(callback)?.params.length ?? unit.types.parameterCount(callback) ?? (unit.isTypeScript ? undefined : names.length);
  if (count === undefined || count > names.length || names.some((name) => unit.textOf(callback).split('.').includes(name))) return undefined;
  const parameters = names.map((name, index) => (index >= count && name !== 'next' ? `_${name}` : name));
  return `(${parameters.join(', ')}) => { void ${called(unit, callback, names.slice(0, count).join(', '))}.catch(next)${end(unit)} }`;
}

/** In TypeScript what is called has to have a `catch`; elsewhere a function that was found to be async is one. */
function isSurelyPromise(unit: Unit, callback: Name): boolean {
  return unit.types.returnAwaitability(callback) === 'always' || (!unit.isTypeScript && (unit.functionOf(callback)?.async ?? unit.types.kind === 'typescript'));
}

/** `save?: () => Promise<void>`: there may be no function to call. */
function mayBeMissing(unit: Unit, name: Name): boolean {
  if (!unit.isTypeScript) return false;
  if (name.type === T.MemberExpression) {
    const type = unit.types.typeText(name);
    return type === undefined ? unit.functionOf(name) === undefined : /\|\s*(?:undefined|null)$|^(?:undefined|null)\s*\|/.test(type);
  }
  const declared = unit.scopes.variableOf(name)?.defs[0]?.name;
  return declared?.type === T.Identifier && (declared.optional || (declared.typeAnnotation !== undefined && /\b(?:undefined|null)\b/.test(unit.textOf(declared.typeAnnotation))));
}

/** Whether the file takes the function away again somewhere: `emitter.off('line', onLine)`. */
function isTakenAway(unit: Unit, name: Name): boolean {
  const text = unit.textOf(name);
  let found = false;
  walk(unit.ast, (node) => {
    if (node.type !== T.CallExpression) return;
    const callee = unwrap(node.callee);
    const called = calledMethod(node) ?? (callee.type === T.Identifier ? callee.name : '');
    found ||= /^(?:off|un|remove|delete|clear|cancel)/i.test(called) && node.arguments.some((argument) => unit.textOf(argument) === text);
  });
  return found;
}
