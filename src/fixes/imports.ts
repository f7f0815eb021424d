import { T, type Node, type TSESTree } from '../analysis/nodes.ts';
import { isBuiltin, normalizeModule, originOf, requiredModule } from '../analysis/origin.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Variable } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import { importInsertion } from './import-insertion.ts';
import { quoted, styleOf } from './style.ts';

/** What a fix needs from another module. */
export interface ImportRequest {
  /** A package, a builtin without `node:` ("fs/promises"), or a relative specifier as it shall be written. */
  module: string;
  /** The exported name; "default" for the default export (in CommonJS: what `require` returns). */
  name: string;
  /** The node whose place uses the import: the local name must be free there. */
  at: Node;
  /** Local names to prefer, best first. By default the exported name, then the name with `Async`. */
  locals?: readonly string[];
  /** An identifier that the fix takes away. If nothing else uses its import, that import goes too. */
  instead?: Node;
}

/** How the imported thing is written where it is used (`readFile`, `fs.promises.readFile`), and the edits that make it available. */
export interface ImportResult {
  expression: string;
  edits: EditInput[];
}

/**
 * Makes an export of a module available in a file, in the file's own style: what is imported already is used,
 * an import of the module is extended, else one is added. Undefined where the file is not known to be a module.
 */
export function importName(unit: Unit, request: ImportRequest): ImportResult | undefined {
  const stale = request.instead && staleBinding(unit, request.instead);
  const existing = existingName(unit, request);
  if (existing) return { expression: existing, edits: stale ? removalOf(unit, stale) : [] };

  const local = freeName(unit, request.at, request.locals ?? [request.name, `${request.name}Async`]);
  if (local === undefined) return undefined;
  const extended = extension(unit, request, local);
  if (extended && stale && extended.start >= stale.statement.range[0] && extended.end <= stale.statement.range[1]) {
    const [start, end] = stale.specifier.range;
    return { expression: local, edits: [{ start, end, text: entryOf(request.name, local, stale.specifier.type === T.Property) }] };
  }
  if (extended) return { expression: local, edits: [extended, ...(stale ? removalOf(unit, stale) : [])] };

  const statement = importStatement(unit, request, local);
  if (statement === undefined) return undefined;
  if (stale?.alone) return { expression: local, edits: [{ start: stale.statement.range[0], end: stale.statement.range[1], text: statement }] };
  return { expression: local, edits: [importInsertion(unit, statement), ...(stale ? removalOf(unit, stale) : [])] };
}

/** The module-level variables of a file. */
function moduleVariables(unit: Unit): readonly Variable[] {
  return unit.scopes.scopeOf(unit.ast).variables;
}

/** An expression that already names the export: a binding of it, or a member of the module's binding. */
function existingName(unit: Unit, { module, name, at }: ImportRequest): string | undefined {
  const bindings = moduleVariables(unit).flatMap((variable) => {
    const identifier = variable.identifiers[0];
    const origin = identifier && !isTypeOnly(variable) && isVisible(unit, variable, at) ? originOf(identifier, unit.scopes) : undefined;
    return origin ? [{ local: variable.name, origin }] : [];
  });
  const direct = bindings.find(({ origin }) => origin.module === module && (origin.name === name || (name === 'default' && origin.name === '*' && unit.moduleKind === 'commonjs')));
  if (direct) return direct.local;
  if (name === 'default') return undefined;
  // Only of Node's own modules is the default export the same as the namespace.
  const isWhole = (origin: { name: string }): boolean => origin.name === '*' || (origin.name === 'default' && isBuiltin(module));
  const whole = bindings.find(({ origin }) => origin.module === module && isWhole(origin));
  if (whole) return `${whole.local}.${name}`;
  if (module !== 'fs/promises') return undefined;
  const promises = bindings.find(({ origin }) => origin.module === 'fs' && /^(?:default\.)?promises$/.test(origin.name));
  if (promises) return `${promises.local}.${name}`;
  const fs = bindings.find(({ origin }) => origin.module === 'fs' && isWhole(origin));
  return fs && `${fs.local}.promises.${name}`;
}

function isTypeOnly(variable: Variable): boolean {
  const definition = variable.defs[0];
  const node = definition?.node as Node | undefined;
  if (node?.type === T.ImportSpecifier && node.importKind === 'type') return true;
  if (node?.type === T.TSImportEqualsDeclaration) return node.importKind === 'type';
  return node?.parent?.type === T.ImportDeclaration && node.parent.importKind === 'type';
}

/** Whether the variable's name means the variable at a node: no inner scope declares it anew. */
function isVisible(unit: Unit, variable: Variable, at: Node): boolean {
  for (let scope: ReturnType<Unit['scopes']['scopeOf']> | null = unit.scopes.scopeOf(at); scope; scope = scope.upper) {
    const found = scope.set.get(variable.name);
    if (found && found.defs.length > 0) return found === variable;
  }
  return false;
}

/** The first of the names that nothing else is called: neither around the place of use, nor at module level, nor a global in use. Numbered if all are taken. */
export function freeName(unit: Unit, at: Node, names: readonly string[]): string | undefined {
  const moduleScope = unit.scopes.scopeOf(unit.ast);
  const isFree = (candidate: string): boolean => {
    if (!/^[A-Za-z_$][\w$]*$/.test(candidate) || candidate === 'default') return false;
    if (moduleScope.through.some((reference) => reference.identifier.name === candidate)) return false;
    for (let scope: typeof moduleScope | null = unit.scopes.scopeOf(at); scope; scope = scope.upper) if (scope.set.get(candidate)?.defs.length) return false;
    return !moduleScope.set.get(candidate)?.defs.length;
  };
  const last = names.at(-1) ?? '';
  return [...names, `${last}2`, `${last}3`].find(isFree);
}

/** The specifier as the file writes modules: builtins with `node:` unless the file does without. */
function specifierOf(unit: Unit, module: string): string {
  if (!isBuiltin(module) || module === 'global') return module;
  const builtins = specifiersOf(unit).filter((specifier) => isBuiltin(normalizeModule(specifier)));
  const prefixed = builtins.filter((specifier) => specifier.startsWith('node:')).length;
  return prefixed * 2 >= builtins.length ? `node:${module}` : module;
}

function specifiersOf(unit: Unit): string[] {
  return unit.ast.body.flatMap((statement) => {
    if (statement.type === T.ImportDeclaration) return [statement.source.value];
    if (statement.type !== T.VariableDeclaration) return [];
    return statement.declarations.flatMap(({ init }) => (init && requiredModule(init, unit.scopes)) ?? []);
  });
}

/** A new import or require statement; undefined where the file shows no module syntax. */
function importStatement(unit: Unit, { module, name }: ImportRequest, local: string): string | undefined {
  const style = styleOf(unit);
  const specifier = quoted(specifierOf(unit, module), style);
  const end = style.semicolons ? ';' : '';
  if (unit.moduleKind === 'commonjs') {
    const pattern = name === 'default' ? local : `{ ${entryOf(name, local, true)} }`;
    return `const ${pattern} = require(${specifier})${end}`;
  }
  const isModule = /\.m[jt]s$/.test(unit.path) || unit.ast.body.some((statement) => /^(?:Import|Export|TSImportEquals|TSExportAssignment)/.test(statement.type));
  if (!isModule) return undefined;
  const pattern = name === 'default' ? local : `{ ${entryOf(name, local, false)} }`;
  return `import ${pattern} from ${specifier}${end}`;
}

/** The edit that adds a name to an import or a destructured `require` of the module that is there. */
function extension(unit: Unit, { module, name }: ImportRequest, local: string): EditInput | undefined {
  for (const statement of unit.ast.body) {
    if (statement.type === T.ImportDeclaration) {
      if (normalizeModule(statement.source.value) !== module || statement.importKind === 'type') continue;
      const [first] = statement.specifiers;
      const named = statement.specifiers.filter((specifier) => specifier.type === T.ImportSpecifier);
      const last = named[named.length - 1];
      if (name === 'default' && last && named.length === statement.specifiers.length) {
        const brace = unit.text.lastIndexOf('{', first?.range[0]);
        return { start: brace, end: brace, text: `${local}, ` };
      }
      if (name === 'default') continue;
      const entry = entryOf(name, local, false);
      if (last) return afterLast(unit, last, entry);
      if (first?.type === T.ImportDefaultSpecifier && statement.specifiers.length === 1) return { start: first.range[1], end: first.range[1], text: `, { ${entry} }` };
    } else if (statement.type === T.VariableDeclaration && name !== 'default') {
      for (const { id, init } of statement.declarations) {
        if (id.type !== T.ObjectPattern || !init || normalizeModule(requiredModule(init, unit.scopes) ?? '') !== module) continue;
        const last = id.properties[id.properties.length - 1];
        if (last?.type === T.Property) return afterLast(unit, last, entryOf(name, local, true));
      }
    }
  }
  return undefined;
}

/** A name in the braces of an import or of a destructuring pattern. */
function entryOf(name: string, local: string, isPattern: boolean): string {
  return name === local ? name : isPattern ? `${name}: ${local}` : `${name} as ${local}`;
}

/** Adds an entry to a list: on a line of its own where the last one is. */
function afterLast(unit: Unit, last: Node, entry: string): EditInput {
  const before = unit.text.slice(0, last.range[0]);
  const line = /(\r?\n[ \t]*)$/.exec(before)?.[1];
  return { start: last.range[1], end: last.range[1], text: `,${line ?? ' '}${entry}` };
}

/** A binding whose only use goes away, with the import it belongs to. */
interface StaleBinding {
  specifier: TSESTree.ImportSpecifier | TSESTree.Property;
  siblings: readonly Node[];
  statement: Node;
  /** Nothing else is imported by the statement. */
  alone: boolean;
}

function staleBinding(unit: Unit, use: Node): StaleBinding | undefined {
  const variable = unit.scopes.variableOf(use);
  const identifier = variable?.identifiers[0];
  if (!variable || !identifier || variable.defs.length !== 1) return undefined;
  const uses = variable.references.filter((reference) => !reference.init);
  if (uses.length !== 1 || uses[0]?.identifier !== use) return undefined;
  const specifier = identifier.parent;
  if (specifier.type === T.ImportSpecifier && specifier.parent.type === T.ImportDeclaration) {
    const { specifiers } = specifier.parent;
    return withoutComments(unit, { specifier, siblings: specifiers.filter((one) => one.type === T.ImportSpecifier), statement: specifier.parent, alone: specifiers.length === 1 });
  }
  if (specifier.type !== T.Property || specifier.parent.type !== T.ObjectPattern) return undefined;
  const declarator = specifier.parent.parent;
  if (declarator.type !== T.VariableDeclarator || !declarator.init || requiredModule(declarator.init, unit.scopes) === undefined) return undefined;
  const { properties } = specifier.parent;
  if (properties.some((property) => property.type === T.RestElement)) return undefined;
  const alone = properties.length === 1 && declarator.parent.declarations.length === 1 && declarator.parent.parent.type === T.Program;
  // Alone in a pattern of a longer declaration: an empty pattern would stay behind.
  if (properties.length === 1 && !alone) return undefined;
  return withoutComments(unit, { specifier, siblings: properties, statement: declarator.parent, alone });
}

/** Comments in an import say something: it is left as it is. */
function withoutComments(unit: Unit, stale: StaleBinding): StaleBinding | undefined {
  const [start, end] = stale.statement.range;
  return unit.comments.some((comment) => comment.start >= start && comment.end <= end) ? undefined : stale;
}

/** Takes a name out of its import, or the whole import with its line. */
function removalOf(unit: Unit, { specifier, siblings, statement, alone }: StaleBinding): EditInput[] {
  if (alone) {
    const rest = /^[ \t]*(?:\r?\n)?/.exec(unit.text.slice(statement.range[1]))?.[0] ?? '';
    return [{ start: statement.range[0], end: statement.range[1] + rest.length, text: '' }];
  }
  const index = siblings.indexOf(specifier);
  const next = siblings[index + 1];
  if (next) return [{ start: specifier.range[0], end: next.range[0], text: '' }];
  const previous = siblings[index - 1];
  // The only name beside a default import: the braces stay, which is legal; left for the user to tidy.
  return previous ? [{ start: previous.range[1], end: specifier.range[1], text: '' }] : [];
}
