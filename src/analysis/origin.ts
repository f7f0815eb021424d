import { builtinModules } from 'node:module';
import type { Origin } from './oracle.ts';
import { keyName, propertyName, stringValue, T, unwrap, type Node, type TSESTree } from './nodes.ts';
import type { Scopes, Variable } from './scopes.ts';

const maxSteps = 12;

const builtins = new Set(builtinModules);

/** Whether a module (normalised) is Node's own, or the global scope. */
export function isBuiltin(module: string): boolean {
  return module === 'global' || builtins.has(module);
}

/** A module specifier as tables name it: without `node:`; `fs` and its `promises` meet in "fs/promises". */
export function normalizeModule(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}

/** Joins an origin with a property: module namespaces and default exports stand for their members' names alone. */
export function memberOrigin(owner: Origin, property: string): Origin {
  if (owner.module === 'fs' && (owner.name === 'promises' || owner.name === 'default.promises')) return { module: 'fs/promises', name: property };
  if (owner.module === 'global' && globalObjects.has(owner.name)) return { module: 'global', name: property };
  if (owner.name === '*' || owner.name === 'default') return { module: owner.module, name: property };
  return { module: owner.module, name: owner.name.endsWith('#') ? owner.name + property : `${owner.name}.${property}` };
}

const globalObjects = new Set(['globalThis', 'window', 'self', 'global']);

/**
 * Where the value of an expression comes from, by bindings alone: imports, `require`, destructuring, constant aliases,
 * members, and instances made with `new`. Undefined for locals, parameters and everything else.
 * A default or namespace import has the name "default" or "*"; `new Pool()` from "pg" has the name "Pool#".
 */
export function originOf(node: Node, scopes: Scopes): Origin | undefined {
  return expressionOrigin(node, scopes, maxSteps);
}

function expressionOrigin(node: Node, scopes: Scopes, steps: number): Origin | undefined {
  if (steps === 0) return undefined;
  const at = unwrap(node);
  switch (at.type) {
    case T.Identifier: {
      const variable = scopes.variableOf(at);
      if (!variable) return { module: 'global', name: at.name };
      return variableOrigin(variable, scopes, steps - 1);
    }
    case T.MemberExpression: {
      const property = propertyName(at);
      const owner = property === undefined ? undefined : expressionOrigin(at.object, scopes, steps - 1);
      return owner && memberOrigin(owner, property as string);
    }
    case T.CallExpression: {
      const specifier = requiredModule(at, scopes);
      return specifier === undefined ? undefined : { module: normalizeModule(specifier), name: '*' };
    }
    case T.AwaitExpression:
      return at.argument.type === T.ImportExpression ? importedNamespace(at.argument) : undefined;
    case T.NewExpression: {
      const owner = expressionOrigin(at.callee, scopes, steps - 1);
      return owner && { module: owner.module, name: `${owner.name}#` };
    }
    default:
      return undefined;
  }
}

function importedNamespace(node: TSESTree.ImportExpression): Origin | undefined {
  const specifier = stringValue(node.source);
  return specifier === undefined ? undefined : { module: normalizeModule(specifier), name: '*' };
}

/** The specifier of `require('x')`, where `require` is Node's own. */
export function requiredModule(node: Node, scopes: Scopes): string | undefined {
  if (node.type !== T.CallExpression || node.callee.type !== T.Identifier || node.callee.name !== 'require') return undefined;
  if (scopes.variableOf(node.callee)) return undefined;
  const argument = node.arguments[0];
  return argument && stringValue(argument);
}

function variableOrigin(variable: Variable, scopes: Scopes, steps: number): Origin | undefined {
  const definition = variable.defs[0];
  if (!definition || variable.defs.length !== 1) return undefined;
  const node = definition.node as Node;
  switch (node.type) {
    case T.ImportSpecifier:
      return { module: moduleOf(node), name: node.imported.type === T.Identifier ? node.imported.name : node.imported.value };
    case T.ImportDefaultSpecifier:
      return { module: moduleOf(node), name: 'default' };
    case T.ImportNamespaceSpecifier:
      return { module: moduleOf(node), name: '*' };
    case T.TSImportEqualsDeclaration: {
      if (node.moduleReference.type !== T.TSExternalModuleReference) return undefined;
      const specifier = stringValue(node.moduleReference.expression);
      return specifier === undefined ? undefined : { module: normalizeModule(specifier), name: '*' };
    }
    case T.VariableDeclarator: {
      if (!node.init || variable.references.some((reference) => reference.isWrite() && !reference.init)) return undefined;
      const path = patternPath(node.id, definition.name as Node);
      let origin = path && expressionOrigin(node.init, scopes, steps);
      for (const key of path ?? []) origin = origin && memberOrigin(origin, key);
      return origin;
    }
    default:
      return undefined;
  }
}

function moduleOf(specifier: Node): string {
  return normalizeModule((specifier.parent as TSESTree.ImportDeclaration).source.value);
}

/** The property names that lead from a destructured value to `name` in a pattern; undefined if the way is not a plain one. */
export function patternPath(pattern: Node, name: Node): string[] | undefined {
  if (pattern === name) return [];
  if (pattern.type === T.AssignmentPattern) return patternPath(pattern.left, name);
  if (pattern.type !== T.ObjectPattern) return undefined;
  for (const property of pattern.properties) {
    if (property.type !== T.Property) continue;
    const key = keyName(property);
    const rest = key === undefined ? undefined : patternPath(property.value, name);
    if (rest) return [key as string, ...rest];
  }
  return undefined;
}
