import { calledMethod, enclosingFunction, T, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName } from './imports.ts';
import { listAround } from './lines.ts';
import { indentationAt, styleOf } from './style.ts';
import { isConsoleShadowed, takerOf } from './unwaited-promise.ts';

/** The edit that prints the error of an empty `catch` clause. Undefined where something stands in it: a comment would go. */
export function logCaught(unit: Unit, handler: TSESTree.CatchClause): EditInput[] | undefined {
  const name = caughtName(unit, handler);
  if (name === undefined || unit.textOf(handler.body).slice(1, -1).trim() !== '' || isConsoleShadowed(unit, handler.body)) return undefined;
  const { eol, indent, semicolons } = styleOf(unit);
  const outer = indentationAt(unit.text, handler.parent.range[0]);
  const [start, end] = handler.range;
  return [{ start, end, text: `catch (${name.text}) {${eol}${outer}${indent}console.error(${name.name})${semicolons ? ';' : ''}${eol}${outer}}` }];
}

/** The edit that prints the error in the place of an empty reaction: `.catch(() => {})`. */
export function logRejected(unit: Unit, reaction: Node): EditInput[] | undefined {
  const [start, end] = reaction.range;
  if (isConsoleShadowed(unit, reaction) || unit.comments.some((comment) => comment.start >= start && comment.end <= end)) return undefined;
  return [{ start, end, text: `(error) => { console.error(error)${styleOf(unit).semicolons ? ';' : ''} }` }];
}

/** The edits that let the error of an abort through: `if (signal.aborted) throw error;` at the start of a `catch` clause. */
export function rethrowAbort(unit: Unit, handler: TSESTree.CatchClause, signal: Node): EditInput[] | undefined {
  const name = caughtName(unit, handler);
  const [first] = handler.body.body;
  const { eol, indent, semicolons } = styleOf(unit);
  if (name === undefined || (first && first.loc.start.line === handler.body.loc.start.line)) return undefined;
  const inner = first ? indentationAt(unit.text, first.range[0]) : indentationAt(unit.text, handler.parent.range[0]) + indent;
  const statement = `${eol}${inner}if (${unit.textOf(signal)}${unit.isTypeScript && mayBeMissing(unit, signal) ? '?' : ''}.aborted) throw ${name.name}${semicolons ? ';' : ''}`;
  const open = handler.body.range[0] + 1;
  const isFlat = handler.body.loc.start.line === handler.body.loc.end.line;
  const parameter = handler.param ? [] : [{ start: handler.range[0] + 'catch'.length, end: handler.range[0] + 'catch'.length, text: ` (${name.text})` }];
  return [...parameter, { start: open, end: open, text: statement + (isFlat ? eol + indentationAt(unit.text, handler.parent.range[0]) : '') }];
}

/** An optional parameter: `(signal?: AbortSignal)`. */
function mayBeMissing(unit: Unit, signal: Node): boolean {
  if (signal.type !== T.Identifier) return true;
  const name = unit.scopes.variableOf(signal)?.defs[0]?.name;
  return name?.type === T.Identifier && (name.optional || /undefined/.test(name.typeAnnotation ? unit.textOf(name.typeAnnotation) : ''));
}

/** What a `catch` clause calls its error, and how that is written; a new name where it has none. */
export function caughtName(unit: Unit, { param, body }: TSESTree.CatchClause): { name: string; text: string } | undefined {
  if (param) return param.type === T.Identifier ? { name: param.name, text: unit.textOf(param) } : undefined;
  const name = freeName(unit, body, ['error', 'cause']);
  return name === undefined ? undefined : { name, text: name };
}

/** The edit that hands the error of a callback to whoever waits for the outcome: the promise around it, or a callback of the caller's. */
export function passError(unit: Unit & { readonly dependencies: ReadonlySet<string> }, callback: FunctionNode): EditInput[] | undefined {
  const taker = takerOf(unit, callback);
  if (taker === 'nobody') return undefined;
  const name = taker === 'unknown' ? outerCallback(callback) : taker.reject;
  const added = name === undefined && unit.dependencies.has('express') ? nextOfHandler(unit, callback) : { name, edits: [] };
  const edits = added?.name === undefined ? undefined : guard(unit, callback, (error) => `return ${added.name}(${error})`);
  return edits && added && [...added.edits, ...edits];
}

/** `router.get('/notes', (req, res) => …)`: Express gives its handlers `next` as well, which takes the error. */
function nextOfHandler(unit: Unit, callback: FunctionNode): { name: string; edits: EditInput[] } | undefined {
  for (let fn = enclosingFunction(callback); fn; fn = enclosingFunction(fn)) {
    const [path] = fn.parent.type === T.CallExpression ? fn.parent.arguments : [];
    const [, answer] = fn.params;
    const isRoute = fn.parent.type === T.CallExpression && fn.parent.arguments.at(-1) === fn && /^(?:get|post|put|patch|delete|all|use)$/.test(calledMethod(fn.parent) ?? '') && path?.type === T.Literal && typeof path.value === 'string' && path.value.startsWith('/');
    if (!isRoute || fn.params.length !== 2 || answer?.type !== T.Identifier) continue;
    const name = freeName(unit, callback.body, ['next', 'nextHandler']);
    return name === undefined ? undefined : { name, edits: [{ start: answer.range[1], end: answer.range[1], text: `, ${name}` }] };
  }
  return undefined;
}

/** The edit that prints the error of a callback and goes no further. */
export function logFailed(unit: Unit, callback: FunctionNode): EditInput[] | undefined {
  return takerOf(unit, callback) === 'nobody' && !isConsoleShadowed(unit, callback.body) ? guard(unit, callback, (error) => `return console.error(${error})`) : undefined;
}

function guard(unit: Unit, { params: [error], body }: FunctionNode, act: (error: string) => string): EditInput[] | undefined {
  const first = body.type === T.BlockStatement ? body.body[0] : undefined;
  if (error?.type !== T.Identifier || !first || first.loc.start.line === body.loc.start.line) return undefined;
  const { eol, semicolons } = styleOf(unit);
  const start = first.range[0];
  return [{ start, end: start, text: `if (${error.name}) ${act(error.name)}${semicolons ? ';' : ''}${eol}${indentationAt(unit.text, start)}` }];
}

function outerCallback(callback: FunctionNode): string | undefined {
  for (let at: Node | undefined = callback.parent; at; at = at.parent) {
    if (at.type !== T.FunctionDeclaration && at.type !== T.FunctionExpression && at.type !== T.ArrowFunctionExpression) continue;
    const last = at.params.at(-1);
    if (last?.type === T.Identifier && /^(?:cb|callback|done|next)$/.test(last.name)) return last.name;
  }
  return undefined;
}

/** The edit that throws what made the first of several promises fail, right after all have settled. */
export function throwFirstRejected(unit: Unit, declarator: TSESTree.VariableDeclarator): EditInput[] | undefined {
  const statement = declarator.parent;
  if (declarator.id.type !== T.Identifier || statement.type !== T.VariableDeclaration || statement.declarations.length !== 1 || !(listAround(statement) ?? (statement.parent.type === T.Program ? [statement] : undefined))) return undefined;
  const name = freeName(unit, statement, ['failed', 'rejected']);
  if (name === undefined) return undefined;
  const { eol, quote, semicolons } = styleOf(unit);
  const line = eol + indentationAt(unit.text, statement.range[0]);
  const end = semicolons ? ';' : '';
  const at = statement.range[1];
  return [{ start: at, end: at, text: `${line}const ${name} = ${declarator.id.name}.find((result) => result.status === ${quote}rejected${quote})${end}${line}if (${name}) throw ${name}.reason${end}` }];
}
