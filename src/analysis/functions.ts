import type { TypeOracle } from './oracle.ts';
import { ancestor, enclosingFunction, isFunction, keyName, propertyName, T, unwrap, type FunctionNode, type Node, type TSESTree } from './nodes.ts';
import { constantValue, type Scopes } from './scopes.ts';

/**
 * The function of this file that an expression (a callee, mostly) names: `f`, `this.m`, `Class.m`, `object.m`, `new C().m`; a function
 * itself is its own answer. `names` are the names that functions of this file go by: of others the types need not be asked.
 */
export function functionOf(node: Node, scopes: Scopes, types: TypeOracle, at: (start: number) => Node | undefined, path: string, names?: ReadonlySet<string>): FunctionNode | undefined {
  const bySyntax = resolve(node, scopes, 8);
  if (bySyntax) return bySyntax;
  const callee = unwrap(node);
  const name = callee.type === T.MemberExpression ? propertyName(callee) : callee.type === T.Identifier ? callee.name : undefined;
  if (name !== undefined && names && !names.has(name)) return undefined;
  const declaration = types.declaration(unwrap(node));
  if (!declaration || declaration.path !== path) return undefined;
  return asFunction(at(declaration.start));
}

/** The function that an expression names, by the text of the file alone: as `functionOf`, without asking types. */
export function functionBySyntax(node: Node, scopes: Scopes): FunctionNode | undefined {
  return resolve(node, scopes, 8);
}

/** The class of this file that an expression (what `new` calls, or a superclass) names. */
export function classOf(node: Node, scopes: Scopes): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
  const owner = ownerOf(node, scopes, 8);
  return owner?.isStatic && (owner.node.type === T.ClassDeclaration || owner.node.type === T.ClassExpression) ? owner.node : undefined;
}

/** The getter or setter of this file that runs when a member is read or written. */
export function accessorOf(member: TSESTree.MemberExpression, kind: 'get' | 'set', scopes: Scopes): FunctionNode | undefined {
  const name = propertyName(member);
  const owner = name === undefined ? undefined : ownerOf(member.object, scopes, 8);
  if (!owner) return undefined;
  if (owner.node.type === T.ObjectExpression) return asFunction(owner.node.properties.find((property) => property.type === T.Property && property.kind === kind && keyName(property) === name));
  if (owner.node.type !== T.ClassDeclaration && owner.node.type !== T.ClassExpression) return undefined;
  return asFunction(owner.node.body.body.find((candidate) => candidate.type === T.MethodDefinition && candidate.kind === kind && candidate.static === owner.isStatic && keyName(candidate) === name));
}

/** The function that a declaration makes, or names: `exports.f = f`, `{ f }`. */
export function declaredFunction(node: Node | undefined, scopes: Scopes, types: TypeOracle, path: string): FunctionNode | undefined {
  if (!node) return undefined;
  const made = asFunction(node);
  if (made) return made;
  const value = node.type === T.AssignmentExpression ? node.right : node.type === T.Property ? node.value : undefined;
  return value && (asFunction(unwrap(value)) ?? functionOf(value, scopes, types, () => undefined, path));
}

/** The function that a declaration makes: a function declaration, a method, a property or variable that holds a function. */
export function asFunction(node: Node | undefined): FunctionNode | undefined {
  if (!node) return undefined;
  if (isFunction(node)) return node;
  if (node.type === T.VariableDeclarator && node.init) return asFunction(unwrap(node.init));
  if (node.type === T.MethodDefinition || node.type === T.Property || node.type === T.PropertyDefinition) return node.value ? asFunction(unwrap(node.value)) : undefined;
  if (node.type === T.ExportNamedDeclaration || node.type === T.ExportDefaultDeclaration) return node.declaration ? asFunction(node.declaration) : undefined;
  return undefined;
}

function resolve(node: Node, scopes: Scopes, steps: number): FunctionNode | undefined {
  const callee = unwrap(node);
  if (steps === 0) return undefined;
  if (isFunction(callee)) return callee;
  if (callee.type === T.Identifier) {
    const variable = scopes.variableOf(callee);
    if (!variable || variable.defs.length !== 1) return undefined;
    const definition = variable.defs[0]?.node;
    // A parameter's definition is the function it belongs to.
    if (definition?.type === T.FunctionDeclaration && definition.id === variable.defs[0]?.name) return variable.references.some((reference) => reference.isWrite()) ? undefined : definition;
    const value = constantValue(variable);
    return value && resolve(value, scopes, steps - 1);
  }
  // `useCallback(async () => {…}, [])` gives what it is given.
  if (callee.type === T.CallExpression && callee.arguments[0] && isMemo(callee.callee)) return resolve(callee.arguments[0], scopes, steps - 1);
  // `this.read.bind(this)`: arguments that are bound as well would move the others.
  if (callee.type === T.CallExpression && callee.callee.type === T.MemberExpression && propertyName(callee.callee) === 'bind' && callee.arguments.length === 1) return resolve(callee.callee.object, scopes, steps - 1);
  if (callee.type !== T.MemberExpression) return undefined;
  const name = propertyName(callee);
  if (name === undefined) return undefined;
  const owner = ownerOf(callee.object, scopes, steps);
  const member = owner && memberFunction(owner.node, name, owner.isStatic);
  if (member) return member;
  // Inherited from a class of this file.
  const base = owner && superClass(owner.node);
  const parent = base && ownerOf(base, scopes, steps - 1);
  const inherited = parent && !memberNamed(owner.node, name, owner.isStatic) ? memberFunction(parent.node, name, owner.isStatic) : undefined;
  return inherited ?? (owner && owner.node.type !== T.ObjectExpression ? undefined : assignedMember(callee.object, name, scopes, steps));
}

/** React's `useCallback` and the hooks that are built like it. */
function isMemo(callee: Node): boolean {
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  return name === 'useCallback' || name === 'useEvent' || name === 'useEffectEvent' || name === 'useMemoizedFn';
}

/** The function that is assigned to a member of a variable, once in the file: `Posts.create = async function () {…}`. */
function assignedMember(object: Node, name: string, scopes: Scopes, steps: number): FunctionNode | undefined {
  const owner = unwrap(object);
  if (owner.type !== T.Identifier) return undefined;
  const references = scopes.variableOf(owner)?.references ?? [];
  let value: Node | undefined;
  for (const { identifier } of references) {
    // Names in some type annotations have no parent.
    const member = identifier.parent as Node | undefined;
    if (member?.type !== T.MemberExpression || member.object !== identifier || propertyName(member) !== name) continue;
    if (member.parent.type !== T.AssignmentExpression || member.parent.left !== member) continue;
    if (value || member.parent.operator !== '=') return undefined;
    value = member.parent.right;
  }
  return value && resolve(value, scopes, steps - 1);
}

function superClass(node: Node): Node | undefined {
  return (node.type === T.ClassDeclaration || node.type === T.ClassExpression) && node.superClass ? node.superClass : undefined;
}

/** The class or object literal whose members an expression gives access to. */
function ownerOf(object: Node, scopes: Scopes, steps: number): { node: Node; isStatic: boolean } | undefined {
  const at = unwrap(object);
  if (at.type === T.ThisExpression) return thisOwner(at);
  if (at.type === T.Super) return superOwner(at, scopes, steps);
  if (at.type === T.MemberExpression && steps > 0) return fieldOwner(at, scopes, steps - 1);
  if (at.type === T.ObjectExpression) return { node: at, isStatic: false };
  if (at.type === T.ClassExpression) return { node: at, isStatic: true };
  if (at.type === T.NewExpression) {
    const made = ownerOf(at.callee, scopes, steps - 1);
    return made && { node: made.node, isStatic: false };
  }
  if (at.type !== T.Identifier || steps === 0) return undefined;
  const variable = scopes.variableOf(at);
  const definition = variable?.defs.length === 1 ? variable.defs[0]?.node : undefined;
  if (definition?.type === T.ClassDeclaration) return { node: definition, isStatic: true };
  const value = variable && constantValue(variable);
  if (value) return ownerOf(value, scopes, steps - 1);
  const name = variable?.defs.length === 1 ? variable.defs[0]?.name : undefined;
  return name?.type === T.Identifier ? annotatedOwner(name.typeAnnotation, scopes) : undefined;
}

/** What a field of a class of this file holds: `store = new Store()`, `store: Store`, `constructor(private store: Store)`. */
function fieldOwner(member: TSESTree.MemberExpression, scopes: Scopes, steps: number): { node: Node; isStatic: boolean } | undefined {
  const name = propertyName(member);
  const owner = name === undefined ? undefined : ownerOf(member.object, scopes, steps);
  const field = owner && memberNamed(owner.node, name as string, owner.isStatic);
  if (field?.type === T.PropertyDefinition) return annotatedOwner(field.typeAnnotation, scopes) ?? (field.readonly && field.value ? ownerOf(field.value, scopes, steps - 1) : undefined);
  if (field || !owner || (owner.node.type !== T.ClassDeclaration && owner.node.type !== T.ClassExpression)) return undefined;
  const constructor = asFunction(owner.node.body.body.find((candidate) => candidate.type === T.MethodDefinition && candidate.kind === 'constructor'));
  for (const parameter of constructor?.params ?? []) {
    if (parameter.type === T.TSParameterProperty && parameter.parameter.type === T.Identifier && parameter.parameter.name === name) return annotatedOwner(parameter.parameter.typeAnnotation, scopes);
  }
  return undefined;
}

/** The class of this file that an annotation names. */
function annotatedOwner(annotation: TSESTree.TSTypeAnnotation | undefined, scopes: Scopes): { node: Node; isStatic: boolean } | undefined {
  const type = annotation?.typeAnnotation;
  if (type?.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return undefined;
  const variable = scopes.variableOf(type.typeName);
  const definition = variable?.defs.length === 1 ? variable.defs[0]?.node : undefined;
  return definition?.type === T.ClassDeclaration ? { node: definition, isStatic: false } : undefined;
}

function superOwner(node: Node, scopes: Scopes, steps: number): { node: Node; isStatic: boolean } | undefined {
  const owner = thisOwner(node);
  const base = owner && superClass(owner.node);
  const parent = owner && base && steps > 0 ? ownerOf(base, scopes, steps - 1) : undefined;
  return owner && parent && { node: parent.node, isStatic: owner.isStatic };
}

/** What `this` is: the class or object literal whose method (not a plain function in it) the expression stands in. */
export function thisOwner(node: Node): { node: Node; isStatic: boolean } | undefined {
  let fn = enclosingFunction(node);
  while (fn?.type === T.ArrowFunctionExpression) {
    if (fn.parent.type === T.PropertyDefinition) return { node: fn.parent.parent.parent, isStatic: fn.parent.static };
    fn = enclosingFunction(fn);
  }
  if (!fn) {
    const body = ancestor(node, (candidate) => candidate.type === T.ClassBody);
    const field = ancestor(node, (candidate): candidate is TSESTree.PropertyDefinition => candidate.type === T.PropertyDefinition);
    return body?.parent && field ? { node: body.parent, isStatic: field.static } : undefined;
  }
  const holder = fn.parent;
  if (holder.type === T.MethodDefinition || holder.type === T.PropertyDefinition) return { node: holder.parent.parent, isStatic: holder.static };
  if (holder.type === T.Property) return { node: holder.parent, isStatic: false };
  return undefined;
}

function memberFunction(owner: Node, name: string, isStatic: boolean): FunctionNode | undefined {
  if (owner.type === T.ObjectExpression) {
    const property = owner.properties.find((candidate) => candidate.type === T.Property && candidate.kind === 'init' && keyName(candidate) === name);
    return asFunction(property);
  }
  const member = memberNamed(owner, name, isStatic);
  if (member?.type === T.MethodDefinition && member.kind !== 'method') return undefined;
  return asFunction(member);
}

/** The member of a class that a name means: the last one, overloads before it have no body. */
export function memberNamed(owner: Node, name: string, isStatic: boolean): TSESTree.MethodDefinition | TSESTree.PropertyDefinition | undefined {
  if (owner.type !== T.ClassDeclaration && owner.type !== T.ClassExpression) return undefined;
  return owner.body.body.filter((member): member is TSESTree.MethodDefinition | TSESTree.PropertyDefinition =>
    (member.type === T.MethodDefinition || member.type === T.PropertyDefinition) && member.static === isStatic && keyName(member) === name).at(-1);
}
