import { isFunction, T, unwrap, type CallLike, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { isListed } from './for-of-await.ts';
import { indentationAt, styleOf } from './style.ts';
import { isConsoleShadowed, printedError } from './unwaited-promise.ts';

/**
 * `const timer = setInterval(f, ms)` → a loop that waits for each run, and a controller in the timer's place that stops it.
 * Undefined where the timer is used for anything else than `clearInterval(timer)`.
 */
export function awaitedLoop(unit: Unit, call: CallLike, callback: Node): EditInput[] | undefined {
  const declarator = call.parent;
  const [, milliseconds] = call.arguments;
  if (declarator.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier || declarator.id.typeAnnotation || call.arguments.length !== 2 || !milliseconds) return undefined;
  const statement = declarator.parent;
  if (statement.kind !== 'const' || statement.declarations.length !== 1 || !isListed(statement) || isConsoleShadowed(unit, call)) return undefined;
  const fn = unwrap(callback);
  if (!(isFunction(fn) ? fn.async && fn.type === T.ArrowFunctionExpression && fn.params.length === 0 : fn.type === T.Identifier)) return undefined;
  const { name } = declarator.id;
  const stops = unit.scopes.variableOf(declarator.id)?.references.filter(({ init }) => !init).map(({ identifier }) => identifier.parent) ?? [];
  const clears = stops.filter((stop) => stop.type === T.CallExpression && stop.callee.type === T.Identifier && stop.callee.name === 'clearInterval' && stop.arguments.length === 1);
  if (clears.length !== stops.length) return undefined;
  const { eol, indent, semicolons } = styleOf(unit);
  const own = indentationAt(unit.text, statement.range[0]);
  const end = semicolons ? ';' : '';
  const text = unit.textOf(fn);
  // Templates keep their lines, so text with one is left as it is.
  const run = isFunction(fn) ? `(${/`[^`]*\n[^`]*`/.test(text) ? text : text.replaceAll('\n', `\n${indent}${indent}`)})` : text;
  const lines = [
    `const ${name} = new AbortController()${end}`,
    // Without semicolons a line must not begin with a parenthesis; `void` keeps it from that.
    'void (async () => {',
    `${indent}while (!${name}.signal.aborted) {`,
    `${indent}${indent}await new Promise((resolve) => { setTimeout(resolve, ${unit.textOf(milliseconds)})${end} })${end}`,
    `${indent}${indent}if (!${name}.signal.aborted) await ${run}()${printedError(unit)}${end}`,
    `${indent}}`,
    `})()${end}`,
  ];
  return [
    { start: statement.range[0], end: statement.range[1], text: lines.join(eol + own) },
    ...clears.map(({ range: [start, stop] }) => ({ start, end: stop, text: `${name}.abort()` })),
  ];
}
