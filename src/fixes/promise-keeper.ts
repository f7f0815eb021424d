import { ancestor, keyName, propertyName, T, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName } from './imports.ts';
import { indentationAt, styleOf } from './style.ts';

/** Where a promise is kept: how it is written in code, and the edits that declare it. */
export interface Keeper {
  expression: string;
  declaration: EditInput[];
}

/** How the declaration goes on behind the name. */
export interface Keeping {
  /** Appended to the name of the state, or of the function whose runs are shared: `config` → `configPromise`. */
  suffix: 'Promise' | 'Promises';
  of?: string | undefined;
  /** `: Promise<string> | undefined`; empty in JavaScript. */
  annotation: string;
  /** ` = new Map()`; empty where it starts without a value. */
  init: string;
}

/** A variable or field declared right behind the one that holds the state; undefined where that is declared elsewhere, or the name is taken. */
export function keeperBeside(unit: Unit, state: Node, keeping: Keeping): Keeper | undefined {
  if (state.type === T.MemberExpression) return fieldBeside(state, keeping, unit);
  return state.type === T.Identifier ? variableBeside(state, keeping, unit) : undefined;
}

function fieldBeside(member: TSESTree.MemberExpression, { suffix, of, annotation, init }: Keeping, unit: Unit): Keeper | undefined {
  const name = propertyName(member);
  const body = ancestor(member, (node): node is TSESTree.ClassBody => node.type === T.ClassBody);
  const { object } = member;
  if (name === undefined || member.computed || !body) return undefined;
  const isStatic = object.type === T.Identifier && body.parent.id?.name === object.name;
  if (object.type !== T.ThisExpression && !isStatic) return undefined;
  const local = `${name.startsWith('#') ? '#' : ''}${(of ?? name).replace('#', '')}${suffix}`;
  if (new RegExp(`\\b${local.replace('#', '')}\\b`).test(unit.textOf(body))) return undefined;
  const field = body.body.find((candidate) => candidate.type === T.PropertyDefinition && keyName(candidate) === name);
  const { semicolons, eol } = styleOf(unit);
  const end = semicolons ? ';' : '';
  const expression = `${unit.textOf(object)}.${local}`;
  if (field?.type !== T.PropertyDefinition) {
    if (unit.isTypeScript || name.startsWith('#') || isStatic) return undefined;
    if (init === '') return { expression, declaration: [] };
    const made = madeInConstructor(body, name);
    return made && { expression, declaration: [{ start: made.range[1], end: made.range[1], text: `${eol}${indentationAt(unit.text, made.range[0])}${expression}${init}${end}` }] };
  }
  if (field.static !== isStatic) return undefined;
  const modifiers = `${unit.isTypeScript && !name.startsWith('#') ? 'private ' : ''}${isStatic ? 'static ' : ''}${unit.isTypeScript && init !== '' ? 'readonly ' : ''}`;
  const text = `${eol}${indentationAt(unit.text, field.range[0])}${modifiers}${local}${annotation}${init}${end}`;
  return { expression, declaration: [{ start: field.range[1], end: field.range[1], text }] };
}

/** `this.cache = new Map();` in the constructor of a class. */
function madeInConstructor(body: TSESTree.ClassBody, name: string): Node | undefined {
  const made = body.body.find((member) => member.type === T.MethodDefinition && member.kind === 'constructor');
  const statements = made?.type === T.MethodDefinition ? made.value.body?.body ?? [] : [];
  return statements.find((statement) => statement.type === T.ExpressionStatement && statement.expression.type === T.AssignmentExpression && statement.expression.left.type === T.MemberExpression && statement.expression.left.object.type === T.ThisExpression && propertyName(statement.expression.left) === name);
}

function variableBeside(identifier: TSESTree.Identifier, { suffix, of, annotation, init }: Keeping, unit: Unit): Keeper | undefined {
  const declarator = unit.scopes.variableOf(identifier)?.defs[0]?.node as Node | undefined;
  if (declarator?.type !== T.VariableDeclarator || declarator.parent.declarations.length !== 1) return undefined;
  const holder = declarator.parent.parent;
  const statement = holder.type === T.ExportNamedDeclaration ? holder : declarator.parent;
  const local = freeName(unit, declarator, [`${of ?? identifier.name}${suffix}`, `pending${(of ?? identifier.name).replace(/^./, (first) => first.toUpperCase())}`]);
  if (local === undefined || !/^(?:Program|BlockStatement)$/.test(statement.parent?.type ?? '')) return undefined;
  const { semicolons, eol } = styleOf(unit);
  const text = `${eol}${indentationAt(unit.text, statement.range[0])}${init === '' ? 'let' : 'const'} ${local}${annotation}${init}${semicolons ? ';' : ''}`;
  return { expression: local, declaration: [{ start: statement.range[1], end: statement.range[1], text }] };
}
