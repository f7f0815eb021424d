import { ancestor, propertyName, T, unwrap, type Node, type TSESTree } from './nodes.ts';
import type { Variable } from './scopes.ts';
import type { Unit } from './unit.ts';

/** The local variable an identifier writes or declares, if nothing in the file ever reads it and nothing outside can. */
export function unreadVariable(identifier: TSESTree.Identifier, unit: Unit): Variable | undefined {
  const variable = unit.scopes.variableOf(identifier);
  if (!variable || !isPrivate(variable, unit)) return undefined;
  return variable.references.every((reference) => reference.isWrite() && !reference.isRead()) ? variable : undefined;
}

/** Ways to use a collection that leave the promises in it alone. */
const keeping = new Set(['push', 'unshift', 'add', 'delete', 'clear', 'has', 'length', 'size']);

/** The variable of a local array or Set, made empty in this file, whose elements nothing in the file ever reads. */
export function unreadCollection(identifier: TSESTree.Identifier, unit: Unit): Variable | undefined {
  const variable = unit.scopes.variableOf(identifier);
  if (!variable || !isPrivate(variable, unit)) return undefined;
  const isKept = variable.references.every((reference) => {
    if (reference.init) return true;
    const { parent } = reference.identifier as Node;
    return parent?.type === T.MemberExpression && parent.object === reference.identifier && keeping.has(propertyName(parent) ?? '') && parent.parent.type !== T.AssignmentExpression;
  });
  const definition = variable.defs[0]?.node;
  return isKept && definition?.type === T.VariableDeclarator && definition.init && isEmptyCollection(definition.init) ? variable : undefined;
}

/** The only expression a variable is read in, where it is read once. */
export function onlyRead(variable: Variable): Node | undefined {
  const reads = variable.references.filter((reference) => reference.isRead());
  return reads.length === 1 ? (reads[0]?.identifier as Node) : undefined;
}

/** Declared once, by a variable declaration or as a parameter, and out of reach of other files. */
function isPrivate(variable: Variable, unit: Unit): boolean {
  const [definition] = variable.defs;
  if (!definition || variable.defs.length !== 1) return false;
  if (definition.type === 'Parameter') return true;
  const declarator = definition.node as Node;
  if (declarator.type !== T.VariableDeclarator || declarator.parent.declare) return false;
  if (declarator.parent.kind === 'using' || declarator.parent.kind === 'await using') return false;
  if (declarator.parent.parent.type === T.ExportNamedDeclaration) return false;
  return isInFunction(declarator) || isModule(unit);
}

function isInFunction(node: Node): boolean {
  return ancestor(node, (candidate) => candidate.type === T.FunctionDeclaration || candidate.type === T.FunctionExpression || candidate.type === T.ArrowFunctionExpression || candidate.type === T.StaticBlock) !== undefined;
}

/** The top level of a classic script belongs to every script of the page. */
function isModule({ ast, moduleKind, path }: Unit): boolean {
  return moduleKind === 'commonjs' || /\.m[jt]s$/.test(path) || ast.body.some((statement) => /^(?:Import|Export|TSImportEquals|TSExportAssignment)/.test(statement.type));
}

function isEmptyCollection(node: Node): boolean {
  const at = unwrap(node);
  if (at.type === T.ArrayExpression) return at.elements.length === 0;
  return at.type === T.NewExpression && at.arguments.length === 0 && at.callee.type === T.Identifier && (at.callee.name === 'Set' || at.callee.name === 'Array');
}

