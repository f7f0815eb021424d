import { analyze, type Reference, type Scope, type Variable } from '@typescript-eslint/scope-manager';
import { T, unwrap, type Node, type TSESTree } from './nodes.ts';

export type { Reference, Scope, Variable } from '@typescript-eslint/scope-manager';

/** The variables of a file and which identifiers mean which. */
export interface Scopes {
  /** The variable an identifier refers to or declares; undefined for globals and property names. */
  variableOf(identifier: Node): Variable | undefined;
  /** The use that an identifier makes of its variable (read, write, with what). */
  referenceOf(identifier: Node): Reference | undefined;
  /** All variables declared in a scope's node (function, block, program), not in scopes below. */
  declaredIn(node: Node): readonly Variable[];
  /** The innermost scope around a node. */
  scopeOf(node: Node): Scope;
  /** Whether a name is visible (declared, or used as a global) anywhere from `node` outwards, or inside the scopes below it. */
  isNameTaken(name: string, node: Node): boolean;
}

/** Scopes of a tree, by typescript-eslint's scope manager: types are left out, so unresolved names are globals. */
export function analyzeScopes(ast: TSESTree.Program): Scopes {
  const manager = analyze(ast, { sourceType: 'module', lib: [], emitDecoratorMetadata: false });
  const references = new Map<Node, Reference>();
  const declarations = new Map<Node, Variable>();
  for (const scope of manager.scopes) {
    for (const reference of scope.references) references.set(reference.identifier as Node, reference);
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) if (!declarations.has(identifier)) declarations.set(identifier, variable);
    }
  }

  const scopeOf = (node: Node): Scope => {
    for (let at: Node | undefined = node; at; at = at.parent) {
      const scope = manager.acquire(at, true);
      if (scope) return scope.type === 'function-expression-name' ? (scope.childScopes[0] ?? scope) : scope;
    }
    return manager.globalScope ?? (manager.scopes[0] as Scope);
  };

  return {
    variableOf(identifier) {
      const resolved = references.get(identifier)?.resolved ?? declarations.get(identifier);
      return resolved && resolved.defs.length > 0 ? resolved : undefined;
    },
    referenceOf: (identifier) => references.get(identifier),
    declaredIn: (node) => manager.getDeclaredVariables(node),
    scopeOf,
    isNameTaken(name, node) {
      const start = scopeOf(node);
      for (let scope: Scope | null = start; scope; scope = scope.upper) if (scope.set.get(name)?.defs.length) return true;
      const below: Scope[] = [start];
      for (let scope = below.pop(); scope; scope = below.pop()) {
        if (scope.set.get(name)?.defs.length) return true;
        // A global of that name which is in use here would be shadowed.
        if (scope.through.some((reference) => reference.identifier.name === name)) return true;
        below.push(...scope.childScopes);
      }
      return false;
    },
  };
}

/**
 * The expression a variable always holds: it is declared once (`const`, or a `let` that is never written again)
 * with an initialiser and without destructuring. Undefined otherwise.
 */
export function constantValue(variable: Variable): TSESTree.Expression | undefined {
  if (variable.defs.length !== 1) return undefined;
  const definition = variable.defs[0]?.node;
  if (definition?.type !== T.VariableDeclarator || definition.id.type !== T.Identifier || !definition.init) return undefined;
  if (variable.references.some((reference) => reference.isWrite() && !reference.init)) return undefined;
  return definition.init;
}

/** The expression behind an identifier that is bound once: follows constant variables, a few steps; other nodes come back unwrapped. */
export function resolveConstant(node: Node, scopes: Scopes): Node {
  let at = unwrap(node);
  for (let step = 0; step < 8 && at.type === T.Identifier; step += 1) {
    const variable = scopes.variableOf(at);
    const value = variable && constantValue(variable);
    if (!value) break;
    at = unwrap(value);
  }
  return at;
}
