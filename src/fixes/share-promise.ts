import { ancestor, keyName, propertyName, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { freeName } from './imports.ts';
import { indentationAt, styleOf } from './style.ts';

/** Where the promise is kept: how it is written in code, and the edit that declares it. */
interface Keeper {
  expression: string;
  declaration: EditInput[];
}

/**
 * The edits that keep the promise beside the value while it is on its way, so that all who come meanwhile wait for the same
 * work: `this.config = await (this.configPromise ??= load().finally(() => { this.configPromise = undefined; }))`. It is let go of
 * when it settles: after an error the next call tries again. Undefined where the value does not come from one awaited promise.
 */
export function sharePromise(unit: Unit, write: Node): EditInput[] | undefined {
  if (write.type !== T.AssignmentExpression) return undefined;
  const awaited = awaitedValue(write.right, unit);
  if (!awaited || unit.types.awaitability(awaited.argument) !== 'always') return undefined;
  const keeper = write.left.type === T.MemberExpression ? fieldBeside(write.left, awaited, unit) : write.left.type === T.Identifier ? variableBeside(write.left, awaited, unit) : undefined;
  if (!keeper) return undefined;
  const { semicolons } = styleOf(unit);
  const { range: [start, end] } = awaited.argument;
  const needsParentheses = !/^(?:Call|New|Member|Import)Expression$|^(?:Identifier|ThisExpression)$/.test(unwrap(awaited.argument).type);
  const [open, close] = needsParentheses ? ['(', ')'] : ['', ''];
  return [
    ...keeper.declaration,
    { start, end: start, text: `(${keeper.expression} ??= ${open}` },
    { start: end, end, text: `${close}.finally(() => { ${keeper.expression} = undefined${semicolons ? ';' : ''} }))` },
  ];
}

/** The `await` that gives the value, in the assignment or where a local constant was declared for it. */
function awaitedValue(value: Node, unit: Unit): TSESTree.AwaitExpression | undefined {
  const at = unwrap(value);
  if (at.type === T.AwaitExpression) return at;
  const definition = at.type === T.Identifier ? unit.scopes.variableOf(at)?.defs[0]?.node as Node | undefined : undefined;
  const init = definition?.type === T.VariableDeclarator && definition.id.type === T.Identifier && definition.parent.kind === 'const' && definition.init ? unwrap(definition.init) : undefined;
  return init?.type === T.AwaitExpression ? init : undefined;
}

function fieldBeside(member: TSESTree.MemberExpression, awaited: TSESTree.AwaitExpression, unit: Unit): Keeper | undefined {
  const name = propertyName(member);
  const body = ancestor(member, (node): node is TSESTree.ClassBody => node.type === T.ClassBody);
  if (member.object.type !== T.ThisExpression || name === undefined || member.computed || !body) return undefined;
  const local = `${name}Promise`;
  if (new RegExp(`\\b${local.replace('#', '')}\\b`).test(unit.textOf(body))) return undefined;
  const field = body.body.find((candidate) => candidate.type === T.PropertyDefinition && keyName(candidate) === name);
  const isDeclared = unit.isTypeScript || name.startsWith('#');
  if (!isDeclared && !field) return { expression: `this.${local}`, declaration: [] };
  const type = typeOf(awaited, field?.type === T.PropertyDefinition ? field.typeAnnotation : undefined, unit);
  if (field?.type !== T.PropertyDefinition || field.static || type === undefined) return undefined;
  const { semicolons, eol } = styleOf(unit);
  const modifier = unit.isTypeScript && !name.startsWith('#') ? 'private ' : '';
  const text = `${eol}${indentationAt(unit.text, field.range[0])}${modifier}${local}${type}${semicolons ? ';' : ''}`;
  return { expression: `this.${local}`, declaration: [{ start: field.range[1], end: field.range[1], text }] };
}

function variableBeside(identifier: TSESTree.Identifier, awaited: TSESTree.AwaitExpression, unit: Unit): Keeper | undefined {
  const variable = unit.scopes.variableOf(identifier);
  const declarator = variable?.defs[0]?.node as Node | undefined;
  const type = typeOf(awaited, declarator?.type === T.VariableDeclarator ? declarator.id.typeAnnotation : undefined, unit);
  if (declarator?.type !== T.VariableDeclarator || declarator.parent.declarations.length !== 1 || type === undefined) return undefined;
  const holder = declarator.parent.parent;
  const statement = holder.type === T.ExportNamedDeclaration ? holder : declarator.parent;
  const local = freeName(unit, declarator, [`${identifier.name}Promise`, `pending${identifier.name.replace(/^./, (first) => first.toUpperCase())}`]);
  if (local === undefined || !/^(?:Program|BlockStatement)$/.test(statement.parent?.type ?? '')) return undefined;
  const { semicolons, eol } = styleOf(unit);
  const text = `${eol}${indentationAt(unit.text, statement.range[0])}let ${local}${type}${semicolons ? ';' : ''}`;
  return { expression: local, declaration: [{ start: statement.range[1], end: statement.range[1], text }] };
}

/** The annotation of the promise, by what it gives or by what the value beside it is declared as; empty in JavaScript, undefined where neither is known. */
function typeOf(awaited: TSESTree.AwaitExpression, declared: TSESTree.TSTypeAnnotation | undefined, unit: Unit): string | undefined {
  if (!unit.isTypeScript) return '';
  const type = unit.types.typeText(awaited) ?? (declared && unit.textOf(declared.typeAnnotation));
  return type === undefined ? undefined : `: Promise<${type}> | undefined`;
}
