import { ancestor, isFunction, isInside, isLoop, T, unwrap, wrapped, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { isParenthesized } from './await-promise.ts';
import { freeName } from './imports.ts';
import { listAround } from './lines.ts';
import { indentationAt, styleOf } from './style.ts';

/**
 * The edits that stop a timer when its race is decided: it is kept in a variable before the race, and cleared in `finally`.
 * A delay of `timers/promises` is stopped by a signal. Undefined where the timer has a variable of its own already, there is
 * no place for one, or later races have the same timer to wait for.
 */
export function clearTimer(unit: Unit, race: TSESTree.CallExpression, timer: TSESTree.CallExpression, kind: 'own' | 'delay'): EditInput[] | undefined {
  const name = freeName(unit, race, ['timer', 'timeout', 'raceTimer']);
  const kept = name === undefined ? undefined : kind === 'own' ? keep(unit, timer, name) : signal(unit, timer, name);
  const place = isRacedAgain(unit, race, timer) ? undefined : placeFor(unit, race, timer);
  if (name === undefined || !kept || !place) return undefined;
  const { semicolons } = styleOf(unit);
  const end = semicolons ? ';' : '';
  const declaration = kind === 'delay' ? `const ${name} = new AbortController()${end}` : `let ${name}${unit.isTypeScript ? `: ${handleType(unit, timer)} | undefined` : ''}${end}`;
  return [
    ...place.declare(declaration),
    ...kept,
    { start: race.range[1], end: race.range[1], text: `.finally(() => ${kind === 'own' ? `clearTimeout(${name})` : `${name}.abort()`})` },
    ...place.close,
  ];
}

/** One timer for a whole loop, for every call of a function, or for what comes later: cleared by the first race, it would limit none of the others. */
function isRacedAgain(unit: Unit, race: Node, timer: Node): boolean {
  if (isInside(timer, race)) return false;
  const declarator = ancestor(timer, (node): node is TSESTree.VariableDeclarator => node.type === T.VariableDeclarator && !isInside(race, node));
  const variable = declarator?.id.type === T.Identifier ? unit.scopes.variableOf(declarator.id) : undefined;
  if (variable && variable.references.filter((reference) => reference.isRead()).length > 1) return true;
  for (let at: Node | undefined = race.parent; at && !isInside(timer, at); at = at.parent) if (isLoop(at) || isFunction(at)) return true;
  return false;
}

/** Where the types of browsers and of Node meet, some calls give a number. */
function handleType(unit: Unit, timer: Node): string {
  return unit.types.typeText(timer) === 'number' ? 'number' : 'ReturnType<typeof setTimeout>';
}

/** `setTimeout(…)` as a statement, or as the body of an arrow function, put into a variable. */
function keep(unit: Unit, timer: TSESTree.CallExpression, name: string): EditInput[] | undefined {
  const [start, end] = timer.range;
  const { parent } = wrapped(timer);
  if (parent?.type === T.ExpressionStatement) return [{ start, end: start, text: `${name} = ` }];
  if (parent?.type !== T.ArrowFunctionExpression || parent.body !== timer || isParenthesized(unit, timer)) return undefined;
  return [{ start, end: start, text: `{ ${name} = ` }, { start: end, end, text: `${styleOf(unit).semicolons ? ';' : ''} }` }];
}

/** `setTimeout(ms, value, { signal })`. */
function signal(unit: Unit, timer: TSESTree.CallExpression, name: string): EditInput[] | undefined {
  const last = timer.arguments.at(-1);
  const count = timer.arguments.length;
  if (!last || count > 2 || unit.text.slice(last.range[1], timer.range[1]).trim() !== ')') return undefined;
  return [{ start: last.range[1], end: last.range[1], text: `${count === 1 ? ', undefined' : ''}, { signal: ${name}.signal }` }];
}

/** Where a variable of the race can stand. */
interface Place {
  declare(declaration: string): EditInput[];
  /** What ends a block that was not there before. */
  close: EditInput[];
}

/** Before the statement of the race (or of the timer, if that stands before it), or in the body of an arrow function that becomes a block. */
function placeFor(unit: Unit, race: TSESTree.CallExpression, timer: Node): Place | undefined {
  for (let at: Node = isInside(timer, race) ? race : timer; at.parent; at = at.parent) {
    const parent: Node = at.parent;
    if (!isInside(race, parent)) continue;
    if (parent.type === T.ArrowFunctionExpression && parent.body === at && at.type !== T.BlockStatement) return isInside(race, at) ? placeInBlock(unit, at, race) : undefined;
    if (!listAround(at) && parent.type !== T.Program) continue;
    const [start] = at.range;
    return { declare: (declaration) => [{ start, end: start, text: `${declaration}${styleOf(unit).eol}${indentationAt(unit.text, start)}` }], close: [] };
  }
  return undefined;
}

function placeInBlock(unit: Unit, body: Node, race: Node): Place | undefined {
  const { eol, indent, semicolons } = styleOf(unit);
  const [start, end] = body.range;
  const text = unit.textOf(body);
  if (isParenthesized(unit, body) || !isOnlyValue(body, race) || text.includes('`') && text.includes('\n')) return undefined;
  const base = indentationAt(unit.text, start);
  const lines: EditInput[] = [];
  for (let at = unit.text.indexOf('\n', start) + 1; at > 0 && at < end; at = unit.text.indexOf('\n', at) + 1) lines.push({ start: at, end: at, text: indent });
  return {
    declare: (declaration) => [{ start, end: start, text: `{${eol}${base}${indent}${declaration}${eol}${base}${indent}return ` }, ...lines],
    close: [{ start: end, end, text: `${semicolons ? ';' : ''}${eol}${base}}` }],
  };
}

/** The body is the race, maybe awaited. */
function isOnlyValue(body: Node, race: Node): boolean {
  const at = unwrap(body);
  return at === race || at.type === T.AwaitExpression && unwrap(at.argument) === race;
}
