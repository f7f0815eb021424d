import { T, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName } from './imports.ts';
import { listAround } from './lines.ts';
import { indentationAt, styleOf } from './style.ts';

/** What holds promises that are awaited later. */
export interface HeldPromises {
  declarator: TSESTree.VariableDeclarator;
  name: string;
  isList: boolean;
}

/**
 * The edit that gives a promise a handler right after it was made, with the reason as a comment: whoever awaits it later sees
 * its error all the same. Undefined where the declaration is no statement of its own line.
 */
export function catchEarly(unit: Unit, { declarator, name, isList }: HeldPromises): EditInput[] | undefined {
  const declaration = declarator.parent;
  if (declaration.type !== T.VariableDeclaration || declaration.declarations.at(-1) !== declarator || !listAround(declaration)) return undefined;
  const { eol, semicolons } = styleOf(unit);
  const end = declaration.range[1];
  const newline = unit.text.indexOf('\n', end);
  const rest = unit.text.slice(end, newline < 0 ? unit.text.length : newline);
  if (!/^[ \t]*(?:\/\/.*)?\r?$/.test(rest)) return undefined;
  const at = newline < 0 ? unit.text.length : end + rest.replace(/\r$/, '').length;
  const base = `${eol}${indentationAt(unit.text, declaration.range[0])}`;
  const item = isList ? freeName(unit, declarator, ['promise', 'task']) : name;
  if (item === undefined) return undefined;
  const handler = `${item}.catch(() => {})${semicolons ? ';' : ''}`;
  const reason = isList ? '// They are awaited below, where their errors show; until then this keeps one from ending the process.' : '// It is awaited below, where its error shows; until then this keeps the error from ending the process.';
  return [{ start: at, end: at, text: `${base}${reason}${base}${isList ? `for (const ${item} of ${name}) ${handler}` : handler}` }];
}
