import ts from 'typescript';
import { isGenerated } from '../analysis/generated.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { asyncKeyword, givesPromise, mustBeConvertible, promisedReturn } from './async-function.ts';
import { awaitCall, isAwaited, tornAssignment } from './await-call.ts';
import { takesPromise } from './callbacks.ts';
import { calleeName, containerOf, describe, innermost, isAsync, isFunctionLike, outermost, quote, type FunctionLike } from './nodes.ts';
import { Refusal, type EditGroup, type PlannedEdit } from './outcome.ts';
import { PublicApi, type ReadFile } from './public-api.ts';
import { References } from './references.ts';
import { isLocal, overloadsOf } from './scope.ts';
import { allowsAwait } from './top-level.ts';
import { TypeChanges } from './type-changes.ts';
import { useOf } from './uses.ts';

/** More than this is not changed in one go: no preview of it would be read, and the answer would take too long. */
export const bounds = { calls: 5000, functions: 500 };

/** What a planner works on. */
export interface PlannerInput {
  service: ts.LanguageService;
  memory: TypeScriptMemory;
  readFile: ReadFile;
  /** The project's, each also with its oldest major version: "express", "express@5". */
  dependencies?: ReadonlySet<string>;
  /** Asked before each name is followed; false ends the work. */
  mayGoOn?: () => boolean;
}

/** Thrown when the work may not go on. */
export class TimeIsUp extends Error {
  override readonly name = 'TimeIsUp';
}

/**
 * Makes functions async and follows what that means: calls are awaited, the functions around them become async in turn, and
 * written types follow. Throws a Refusal at the first thing that cannot follow, and TimeIsUp.
 */
export class Planner {
  private readonly made: PlannedEdit[] = [];
  /** The names whose uses were looked for. */
  readonly names = new Set<string>();
  /** The awaited calls of the function that is the reason for all. */
  calls = 0;
  private allCalls = 0;
  private readonly input: PlannerInput;
  private readonly api: PublicApi;
  private readonly references: References;
  private readonly converted = new Set<FunctionLike>();
  private readonly types: TypeChanges;
  /** The calls met, with the edits that await them. */
  private readonly awaited = new Map<ts.Node, readonly EditInput[]>();
  /** Names to follow; those of the function that is the reason for all are told apart. */
  private readonly queue: { name: ts.Node; isHelper: boolean }[] = [];
  private readonly queued = new Set<ts.Node>();
  private isHelper = true;

  constructor(input: PlannerInput) {
    this.input = input;
    this.api = new PublicApi(input.memory, input.readFile);
    this.references = new References(input.service, input.memory, input.readFile);
    this.types = new TypeChanges(input.service, input.memory, (node, edits) => this.add(node, edits, 'types'), (node) => this.mustStayInside(node));
  }

  /** Makes a function async, and what follows. Throws a Refusal where that cannot be. */
  run(helper: FunctionLike): void {
    this.convert(helper, 'helper');
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      this.isHelper = next.isHelper;
      this.follow(next.name);
    }
  }

  /** All edits. Of those at one place the ones of outer calls come first. */
  get edits(): PlannedEdit[] {
    const calls = [...this.awaited].sort(([left], [right]) => right.end - left.end);
    return [...calls.flatMap(([call, edits]) => edits.map((edit): PlannedEdit => ({ path: call.getSourceFile().fileName, ...edit, group: 'calls' }))), ...this.made];
  }

  private add(node: ts.Node, edits: readonly EditInput[], group: EditGroup): void {
    this.mustBeEditable(node);
    const path = node.getSourceFile().fileName;
    this.made.push(...edits.map((edit) => ({ path, ...edit, group })));
  }

  private mustBeEditable(node: ts.Node): void {
    const file = node.getSourceFile();
    if (this.isForeign(file)) throw new Refusal('a dependency would have to change', node);
    if (this.input.memory.program.getSyntacticDiagnostics(file).length > 0) throw new Refusal('a file with syntax errors would have to change', node);
    if (file.isDeclarationFile) throw new Refusal('a declaration file describes it', node);
    if (isGenerated(file.text)) throw new Refusal('a generated file would have to change', node);
  }

  private convert(fn: FunctionLike, group: EditGroup): void {
    if (this.converted.has(fn) || isAsync(fn)) return;
    this.converted.add(fn);
    mustBeConvertible(fn);
    if (this.converted.size > bounds.functions) throw new Refusal(`more than ${bounds.functions} functions would have to become async`, fn);
    const isKnownPromise = givesPromise(fn, this.input.memory);
    this.add(fn, [asyncKeyword(fn)], group);
    this.add(fn, promisedReturn(fn, this.input.memory), group);
    // Its callers deal with a promise already.
    if (!isKnownPromise) this.followValue(fn);
  }

  /** Follows a function to where it is called, by the name it is kept under, or by its place. */
  private followValue(fn: FunctionLike): void {
    this.mustStayInside(fn);
    if (!ts.isArrowFunction(fn) && fn.name) this.enqueue(fn.name);
    if (ts.isFunctionDeclaration(fn) && !fn.name) {
      this.enqueue(fn.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? fn);
      for (const other of overloadsOf(fn, this.input.memory)) this.types.promiseSignature(other);
    }
    if (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) this.flow(fn);
  }

  private mustStayInside(declaration: ts.Node): void {
    if (this.api.publisherOf(declaration) !== undefined) throw new Refusal('the package exports it, and nobody knows who calls it elsewhere', declaration);
  }

  private enqueue(name: ts.Node): void {
    if (this.queued.has(name)) return;
    this.queued.add(name);
    this.queue.push({ name, isHelper: this.isHelper });
  }

  /** Looks at every use of a name, in all files. */
  private follow(name: ts.Node): void {
    if (this.input.mayGoOn?.() === false) throw new TimeIsUp();
    if (!isLocal(name)) this.names.add(name.getText());
    for (const node of this.references.of(name)) {
      if (this.isForeign(node.getSourceFile())) throw new Refusal('a dependency declares it, and calls it as it is', name);
      this.use(node);
    }
  }

  private isForeign(file: ts.SourceFile): boolean {
    const { program } = this.input.memory;
    return program.isSourceFileFromExternalLibrary(file) || program.isSourceFileDefaultLibrary(file) || file.fileName.includes('/node_modules/');
  }

  private use(name: ts.Node): void {
    const use = useOf(name);
    switch (use.kind) {
      case 'harmless': return;
      case 'declaration': return this.declare(use.node);
      case 'call': return this.awaitCallAt(use.node);
      case 'value': return this.flow(use.node);
      case 'refused': throw new Refusal(use.reason, name);
    }
  }

  private declare(node: ts.Node): void {
    this.mustStayInside(node);
    if (isFunctionLike(node)) {
      if (ts.isAccessor(node)) throw new Refusal(`${describe(node)} cannot be async`, node);
      if (node.body) return this.convert(node, 'callers');
      return this.types.promiseSignature(node);
    }
    if (ts.isMethodSignature(node)) return this.types.promiseSignature(node);
    if (ts.isBindingElement(node) || ts.isShorthandPropertyAssignment(node)) return this.enqueue(node.name);
    if (ts.isParameter(node)) throw new Refusal(`it is handed over as ${quote(node.name)}`, node);
    if (ts.isPropertySignature(node)) return this.types.promiseFunction(node.type);
    if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) {
      if (!ts.isPropertyAssignment(node)) this.types.promiseFunction(node.type);
      if (node.initializer) this.assigned(node.initializer);
      return;
    }
    if (ts.isBinaryExpression(node)) this.assigned(node.right);
  }

  /** What is kept under a name that becomes a promise's function has to be one itself. */
  private assigned(value: ts.Expression): void {
    const inner = innermost(value);
    if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return this.convert(inner, 'callers');
    if (ts.isIdentifier(inner)) return inner.text === 'undefined' ? undefined : this.enqueue(inner);
    if (ts.isPropertyAccessExpression(inner)) return this.enqueue(inner.name);
    if (inner.kind === ts.SyntaxKind.NullKeyword || (ts.isCallExpression(inner) && calleeName(inner) === 'require')) return;
    throw new Refusal('it is not simply a function, but what something else gives', value);
  }

  private awaitCallAt(call: ts.Expression): void {
    if (this.awaited.has(call)) return;
    this.awaited.set(call, []);
    if (isAwaited(call)) return;
    this.mustBeEditable(call);
    this.allCalls += 1;
    if (this.isHelper) this.calls += 1;
    if (this.allCalls > bounds.calls) throw new Refusal(`more than ${bounds.calls} calls would have to be awaited`, call);
    const container = containerOf(call);
    const torn = tornAssignment(call, container, this.input.memory.checker);
    if (torn) throw new Refusal(`\`${torn.left.getText()} ${torn.operatorToken.getText()} …\` would lose what is written to it during the wait`, call);
    if (ts.isSourceFile(container)) {
      if (!allowsAwait(container, this.input.memory.program)) throw new Refusal(`it is called at the top level of a file where \`await\` is not allowed`, call);
    } else {
      const isHelper = this.isHelper;
      this.isHelper = false;
      this.convert(container, 'callers');
      this.isHelper = isHelper;
    }
    this.awaited.set(call, awaitCall(call));
  }

  /** Follows a function that is used as a value to what it is kept under. Throws a Refusal where it gets out of sight. */
  private flow(value: ts.Expression): void {
    const outer = outermost(value) as ts.Expression;
    const { parent } = outer;
    if (ts.isCallExpression(parent) && parent.expression === outer) return this.awaitCallAt(parent);
    if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.initializer === outer) {
      if (ts.isVariableDeclaration(parent) && (!ts.isIdentifier(parent.name) || !(ts.getCombinedNodeFlags(parent) & ts.NodeFlags.Const) && !ts.isFunctionExpression(value) && !ts.isArrowFunction(value))) throw new Refusal(`it is kept in ${quote(parent.name)}, which may hold something else`, outer);
      if (ts.isPropertyAssignment(parent)) this.mustBeInSight(parent.parent);
      else this.types.promiseFunction(parent.type);
      this.mustStayInside(parent);
      return this.enqueue(parent.name);
    }
    if (ts.isShorthandPropertyAssignment(parent)) {
      this.mustBeInSight(parent.parent);
      this.mustStayInside(parent);
      return this.enqueue(parent.name);
    }
    if (ts.isBinaryExpression(parent) && parent.right === outer && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(parent.left)) {
      this.mustStayInside(parent);
      if (!this.input.memory.checker.getSymbolAtLocation(parent.left.name)) throw new Refusal(`it is kept as \`${parent.left.getText()}\`, and nothing says who calls that`, parent);
      return this.enqueue(parent.left.name);
    }
    if (ts.isExportAssignment(parent)) return this.mustStayInside(parent);
    if (takesPromise(value, this.input.memory, this.input.dependencies ?? new Set())) return;
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const taker = `\`${calleeName(parent)}\``;
      throw new Refusal(isFunctionLike(value) ? `a callback of ${taker} cannot be async, for ${taker} does not wait for promises` : `\`${value.getText().slice(0, 60)}\` is handed to ${taker}, which does not wait for promises`, outer);
    }
    if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent)) throw new Refusal(`${isFunctionLike(value) ? 'a function' : `\`${value.getText().slice(0, 60)}\``} is handed over as ${quote(parent.parent.name)}, which does not wait for promises`, outer);
    throw new Refusal(`${isFunctionLike(value) ? describe(value) : `\`${value.getText().slice(0, 60)}\``} is passed on as a value`, outer);
  }

  /** An object that is handed to something of unknown type takes its functions out of sight. */
  private mustBeInSight(object: ts.ObjectLiteralExpression): void {
    const outer = outermost(object);
    const { parent } = outer;
    const isArgument = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== outer;
    if (!isArgument) return;
    const type = this.input.memory.checker.getContextualType(object);
    const isKnown = type !== undefined && !(type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) && type.getProperties().length > 0;
    if (!isKnown) throw new Refusal(`it is handed to \`${calleeName(parent)}\` in an object`, object);
  }
}
