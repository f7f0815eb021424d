import type ts from 'typescript';
import { forEachComment } from 'ts-api-utils';
import type { Location } from './finding.ts';
import { buildFlow } from './flow/build.ts';
import type { Flow, FlowRoot } from './flow/graph.ts';
import { declaredFunction, functionBySyntax, functionOf } from './functions.ts';
import { isFunction, keyName, propertyName, spanOf, walk, type FunctionNode, type Node, type TSESTree } from './nodes.ts';
import type { Origin, TypeOracle } from './oracle.ts';
import { isBuiltin, originOf } from './origin.ts';
import type { Place } from './rule.ts';
import { analyzeScopes, type Scopes } from './scopes.ts';
import { LineIndex, type Span } from './text.ts';
import { toTree, type Tree } from './tree.ts';

/** A comment with its 0-based offsets; `text` is without the comment marks. */
export interface Comment extends Span {
  kind: 'line' | 'block';
  text: string;
}

/** One file as rules see it: its text, tree, scopes, and answers about types. No file system, no settings, no editor. */
export interface Unit {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Without byte order mark; all offsets count in it. */
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopes: Scopes;
  readonly types: TypeOracle;
  readonly lines: LineIndex;
  /** In source order. */
  readonly comments: readonly Comment[];
  /** Every function of the file, outer before inner. */
  readonly functions: readonly FunctionNode[];
  /** `commonjs` when the file has neither import nor export and requires modules (or is .cjs/.cts). */
  readonly moduleKind: 'esm' | 'commonjs';
  /** Whether the file is TypeScript (annotations may be written). */
  readonly isTypeScript: boolean;
  /** The source text of a node or span. */
  textOf(place: Place): string;
  /** A place of this file with its lines and columns. */
  locate(place: Place): Location;
  /**
   * Where an expression's value comes from: what its bindings say, then what its type says (they may differ in the name:
   * a re-export keeps the name it was imported by in the first, its declared name in the second). Empty for unknown.
   */
  origins(node: Node): readonly Origin[];
  /** The function of this file that an expression names. */
  functionOf(node: Node): FunctionNode | undefined;
  /** The function that is declared at a 0-based offset: where `Declaration`s of other files point to. */
  functionAt(start: number): FunctionNode | undefined;
  /** The ways through a function, or through the module's top level. */
  flow(root: FlowRoot): Flow;
  /** Whether a function is about to be made async, so that fixes may write `await` in it. Left out: none is. */
  readonly becomesAsync?: (fn: FunctionNode) => boolean;
}

/** What a unit is made from. `source` needs parents; `path` is absolute with `/`. */
export interface UnitInput {
  path: string;
  source: ts.SourceFile;
  /** Makes the oracle for the tree: of TypeScript, or of syntax alone. */
  oracle(tree: Tree, scopes: Scopes): TypeOracle;
}

/** Builds a unit. Everything beyond the tree is worked out when first asked. Throws what `toTree` throws. */
export function createUnit({ path, source, oracle }: UnitInput): Unit {
  const tree = toTree(source);
  const text = source.text;
  const scopes = lazy(() => analyzeScopes(tree.ast));
  const types = lazy(() => oracle(tree, scopes()));
  const lines = lazy(() => new LineIndex(text));
  const comments = lazy(() => commentsOf(source));
  const functions = lazy(() => functionsOf(tree.ast));
  const origins = new Map<Node, readonly Origin[]>();
  const declarations = lazy(() => declarationsByStart(tree.ast));
  const functionNames = lazy(() => namesOf(declarations().values(), scopes()));
  const namedFunctions = new Map<Node, FunctionNode | undefined>();
  const flows = new Map<FlowRoot, Flow>();

  return {
    path,
    text,
    ast: tree.ast,
    get scopes() { return scopes(); },
    get types() { return types(); },
    get lines() { return lines(); },
    get comments() { return comments(); },
    get functions() { return functions(); },
    moduleKind: moduleKindOf(path, tree.ast, text),
    isTypeScript: /\.[mc]?tsx?$/.test(path),
    textOf: (place) => { const { start, end } = toSpan(place); return text.slice(start, end); },
    locate: (place) => { const span = toSpan(place); return { path, ...span, range: lines().range(span) }; },
    origins(node) {
      let found = origins.get(node);
      if (!found) {
        const bound = originOf(node, scopes());
        // What Node or the language itself provides needs no second opinion.
        const typed = bound && isBuiltin(bound.module) ? undefined : types().origin(node);
        found = [bound, typed].filter((origin) => origin !== undefined);
        origins.set(node, found);
      }
      return found;
    },
    functionOf(node) {
      if (!namedFunctions.has(node)) namedFunctions.set(node, functionOf(node, scopes(), types(), (start) => declarations().get(start), path, functionNames()));
      return namedFunctions.get(node);
    },
    functionAt: (start) => declaredFunction(declarations().get(start), scopes(), types(), path),
    flow(root) {
      let flow = flows.get(root);
      if (!flow) flows.set(root, (flow = buildFlow(root)));
      return flow;
    },
  };
}

export function toSpan(place: Place): Span {
  return 'type' in place ? spanOf(place) : { start: place.start, end: place.end };
}

function lazy<V>(make: () => V): () => V {
  let made: { value: V } | undefined;
  return () => (made ??= { value: make() }).value;
}

function functionsOf(ast: TSESTree.Program): FunctionNode[] {
  const found: FunctionNode[] = [];
  walk(ast, (node) => { if (isFunction(node)) found.push(node); });
  return found;
}

/** Nodes that can declare a function, by where they start: TypeScript names declarations by offset. */
function declarationsByStart(ast: TSESTree.Program): Map<number, Node> {
  const found = new Map<number, Node>();
  walk(ast, (node) => {
    if (isFunction(node) || node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' || node.type === 'Property' || node.type === 'VariableDeclarator' || node.type === 'AssignmentExpression' && node.operator === '=') {
      if (!found.has(node.range[0])) found.set(node.range[0], node);
    }
  });
  return found;
}

/** What functions may be called by: the names of functions, and of members and variables that hold one. */
function namesOf(declarations: Iterable<Node>, scopes: Scopes): Set<string> {
  const names = new Set<string>();
  const isHeld = (value: Node | null): boolean => value !== null && functionBySyntax(value, scopes) !== undefined;
  for (const node of declarations) {
    if (isFunction(node)) names.add(node.id?.name ?? '');
    else if (node.type === 'MethodDefinition') names.add(keyName(node) ?? '');
    else if ((node.type === 'PropertyDefinition' || node.type === 'Property') && isHeld(node.value)) names.add(keyName(node) ?? '');
    else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && isHeld(node.init)) names.add(node.id.name);
    else if (node.type === 'AssignmentExpression' && isHeld(node.right)) names.add(node.left.type === 'MemberExpression' ? propertyName(node.left) ?? '' : node.left.type === 'Identifier' ? node.left.name : '');
    else if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') names.add(node.declaration && isFunction(node.declaration) ? node.declaration.id?.name ?? 'default' : '');
  }
  return names;
}

function moduleKindOf(path: string, ast: TSESTree.Program, text: string): 'esm' | 'commonjs' {
  if (/\.c[jt]s$/.test(path)) return 'commonjs';
  if (/\.m[jt]s$/.test(path)) return 'esm';
  const hasModuleSyntax = ast.body.some((statement) => /^(?:Import|Export|TSImportEquals|TSExportAssignment)/.test(statement.type));
  return !hasModuleSyntax && /\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/.test(text) ? 'commonjs' : 'esm';
}

/** Comments by TypeScript's scanner: asking the tree for them would tokenize every file, and few rules look at comments. */
function commentsOf(source: ts.SourceFile): Comment[] {
  const found: Comment[] = [];
  const text = source.text;
  // A shebang is no comment to TypeScript, so offsets stay; JSX text is never mistaken for one.
  forEachComment(source, (_full, { kind, pos, end }) => {
    const block = kind === blockComment;
    found.push({ kind: block ? 'block' : 'line', start: pos, end, text: text.slice(pos + 2, block ? end - 2 : end) });
  });
  return found;
}

/** ts.SyntaxKind.MultiLineCommentTrivia, by value: this module needs TypeScript's types alone. */
const blockComment = 3;
