import { ancestor, functionName, keyName, T, walk, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName, importName } from './imports.ts';
import { hasFixedLines } from './moved-lines.ts';
import { indentationAt, styleOf } from './style.ts';

/** What a fix needs to know beyond the file's text. */
export type LockUnit = Unit & { readonly dependencies: ReadonlySet<string> };

/**
 * The edits that run the body of a method or function in a mutex of `async-mutex`, where the project has it. Undefined where
 * the function, or one it calls, would wait for the lock that it holds itself, and where the body cannot be moved.
 */
export function lockFunction(unit: LockUnit, fn: FunctionNode): EditInput[] | undefined {
  if (!unit.dependencies.has('async-mutex') || fn.generator || fn.body.type !== T.BlockStatement || fn.body.body.length === 0 || callsLocked(fn, unit)) return undefined;
  const body = fn.body;
  const mutex = mutexFor(fn, unit);
  const lines = linesOf(body, unit);
  if (!mutex || !lines) return undefined;
  const { eol, indent, semicolons } = styleOf(unit);
  const base = indentationAt(unit.text, (body.body[0] as Node).range[0]);
  return [
    ...mutex.edits,
    { start: body.range[0] + 1, end: body.range[0] + 1, text: `${eol}${base}return ${mutex.expression}.runExclusive(async () => {` },
    ...lines.map((start) => ({ start, end: start, text: indent })),
    { start: body.range[1] - 1 - indentationAt(unit.text, body.range[1] - 1).length, end: body.range[1] - 1 - indentationAt(unit.text, body.range[1] - 1).length, text: `${base}})${semicolons ? ';' : ''}${eol}` },
  ];
}

/** A mutex of the object, or of the module: the one that is there, else a new one. */
function mutexFor(fn: FunctionNode, unit: LockUnit): { expression: string; edits: EditInput[] } | undefined {
  const { eol, semicolons } = styleOf(unit);
  const end = semicolons ? ';' : '';
  if (fn.parent.type === T.MethodDefinition) {
    const body = ancestor(fn, (node): node is TSESTree.ClassBody => node.type === T.ClassBody);
    const [first] = body?.body ?? [];
    if (!body || !first || fn.parent.static) return undefined;
    const known = body.body.find((member) => member.type === T.PropertyDefinition && !member.static && isMutex(member.value, unit));
    if (known?.type === T.PropertyDefinition) return { expression: `this.${keyName(known) ?? ''}`, edits: [] };
    const made = importName(unit, { module: 'async-mutex', name: 'Mutex', at: fn });
    const name = ['mutex', 'lock', 'stateMutex'].find((candidate) => !new RegExp(`\\b${candidate}\\b`).test(unit.textOf(body)));
    if (!made || name === undefined) return undefined;
    const start = first.range[0];
    return { expression: `this.${name}`, edits: [...made.edits, { start, end: start, text: `${unit.isTypeScript ? 'private readonly ' : ''}${name} = new ${made.expression}()${end}${eol}${indentationAt(unit.text, start)}` }] };
  }
  const statement = fn.parent.type === T.ExportNamedDeclaration ? fn.parent : fn;
  if (fn.type !== T.FunctionDeclaration || statement.parent.type !== T.Program) return undefined;
  const made = importName(unit, { module: 'async-mutex', name: 'Mutex', at: fn });
  const name = freeName(unit, fn, ['mutex', `${functionName(fn) ?? 'state'}Mutex`]);
  if (!made || name === undefined) return undefined;
  return { expression: name, edits: [...made.edits, { start: statement.range[0], end: statement.range[0], text: `const ${name} = new ${made.expression}()${end}${eol}${eol}` }] };
}

function isMutex(value: Node | null, unit: Unit): boolean {
  return value?.type === T.NewExpression && unit.origins(value.callee).some(({ module, name }) => module === 'async-mutex' && name === 'Mutex');
}

/** Whether the function calls itself, or something of this file that runs under a lock. */
function callsLocked(fn: FunctionNode, unit: Unit): boolean {
  let found = false;
  walk(fn.body, (node) => {
    const target = node.type === T.CallExpression ? unit.functionOf(node.callee) : undefined;
    if (target && (target === fn || /\brunExclusive\b|\bacquire\b/.test(unit.textOf(target.body)))) found = true;
    if (node.type === T.Identifier && node.name === 'arguments') found = true;
  });
  return found;
}

/** Where the lines of a block's inside start, its first and last line aside; undefined where one lies in a text of several lines. */
function linesOf(body: TSESTree.BlockStatement, unit: Unit): number[] | undefined {
  const starts: number[] = [];
  for (let at = unit.text.indexOf('\n', body.range[0]) + 1; at > 0 && at < body.range[1];) {
    const next = unit.text.indexOf('\n', at);
    if (next < 0 || next >= body.range[1]) break;
    if (unit.text.slice(at, next).trim() !== '') starts.push(at);
    at = next + 1;
  }
  const isOneLine = starts.length === 0 || unit.text.slice(body.range[0] + 1, unit.text.indexOf('\n', body.range[0])).trim() !== '';
  return isOneLine || hasFixedLines(unit, body) ? undefined : starts;
}
