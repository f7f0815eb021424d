import ts from 'typescript';
import type { Asking } from './asking.ts';
import { NoAnswer, type Checker } from './checker.ts';
import { declaredAwaitability, declaredResult } from './declared-results.ts';
import { answersAfter, givesNoPromise } from './member-names.ts';
import { isFunction, unwrap, type Node } from './nodes.ts';
import { normalizeModule } from './origin.ts';
import type { Awaitability, Declaration, Origin, TypeOracle } from './oracle.ts';
import type { Tree } from './tree.ts';
import { mayBePromiseType } from './type-shapes.ts';
import { argumentCount, expectsVoid, givesPromise, isAwaitedSomewhere, isDeclaredAsync, overridesVoid } from './void-slots.ts';

/** What is remembered across the files of one program. Make one per checker; it must not outlive it. */
export interface TypeMemory {
  readonly checker: Checker;
  readonly program: ts.Program;
  /** Answers per type, and per callee symbol: a call of a function with one signature needs no inference of its arguments. */
  readonly byType: Map<ts.Type, Awaitability>;
  readonly bySymbol: Map<ts.Symbol, Awaitability | 'ask the call'>;
  /** The parameters of what a symbol declares, by signature. */
  readonly declaredParameters: Map<ts.Symbol, readonly (readonly ts.ParameterDeclaration[])[]>;
  /** Answers of `isAwaitedSomewhere`. */
  readonly awaitedNames: Map<string, ReadonlySet<ts.Node>>;
  /** Answers of `mayBeAsyncMember` and its like. */
  readonly memberNames: Map<string, boolean>;
  /** The same for programs that follow one another while somebody types: what hangs on it survives an edit. */
  readonly lineage: object;
  /** Is told what answers rest on; left out, nobody wants to know. */
  readonly asking?: Asking;
}

/** A memory whose checker is TypeScript 6's own. */
export interface TypeScriptMemory extends TypeMemory {
  readonly checker: ts.TypeChecker;
}

/**
 * A memory for one program, with its own checker: asking for that binds every file, which sets parent pointers. `before`: that of the
 * program which this one follows, the same but for the text of some files.
 */
export function typeMemory(program: ts.Program, before?: TypeMemory, asking?: Asking): TypeScriptMemory {
  const checker = program.getTypeChecker();
  return { ...memoryOf(program, checker, before), checker, ...(asking && { asking }) };
}

/** A memory for one program whose files have parents, and for a checker that knows the same files. */
export function memoryOf(program: ts.Program, checker: Checker, before?: TypeMemory): TypeMemory {
  return { program, checker, byType: new Map(), bySymbol: new Map(), declaredParameters: new Map(), awaitedNames: new Map(), memberNames: before ? answersAfter(program, before) : new Map(), lineage: before?.lineage ?? {} };
}

/** The oracle that asks TypeScript's checker. Nodes go over by the tree's maps. */
export function typescriptOracle(tree: Tree, memory: TypeMemory): TypeOracle {
  const { checker } = memory;
  const typed = <A>(node: Node, ask: (tsNode: ts.Node) => A): A | undefined => {
    const tsNode = tree.toTypeScript(unwrap(node)) ?? tree.toTypeScript(node);
    if (!tsNode) return undefined;
    try {
      return ask(tsNode);
    } catch (error) {
      // What TypeScript itself cannot work out, nobody knows: the rule goes on with the rest of the file.
      if (isOfTypeScript(error)) return undefined;
      throw error;
    }
  };
  const typeOf = (node: Node): ts.Type | undefined => typed(node, (tsNode) => checker.getTypeAtLocation(tsNode));

  return {
    kind: 'typescript',
    awaitability: (node) => typed(node, (tsNode) => nodeAwaitability(tsNode, memory)) ?? 'unknown',
    elementAwaitability: (node) => typed(node, (tsNode) => elementAwaitability(tsNode, memory)) ?? 'unknown',
    returnAwaitability(node) {
      if (isFunction(node) && node.async) return node.generator ? 'never' : 'always';
      const declared = typed(node, (tsNode) => resultOfFunction(tsNode, memory));
      if (declared) return declared;
      const type = typeOf(node);
      if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'unknown';
      const signatures = checker.getSignaturesOfType(checker.getNonNullableType(type), ts.SignatureKind.Call);
      return signatures.length === 0 ? 'unknown' : joinAll(signatures.map((signature) => typeAwaitability(checker.getReturnTypeOfSignature(signature), memory)));
    },
    origin: (node) => typed(node, (tsNode) => {
      const symbol = symbolOf(tsNode, checker);
      return symbol && originOfSymbol(symbol, memory);
    }),
    typeOrigin(node) {
      const type = typeOf(node);
      return type && typeOriginOf(type, memory);
    },
    declaration: (node) => typed(node, (tsNode) => declarationAt(tsNode, memory)),
    hasMember(node, name) {
      const type = typeOf(node);
      if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
      return checker.getPropertyOfType(checker.getApparentType(checker.getNonNullableType(type)), name) !== undefined;
    },
    resultHasMember(node, name) {
      const type = typeOf(node);
      const result = type && checker.getAwaitedType(type);
      if (!result || result.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
      return checker.getPropertyOfType(checker.getApparentType(checker.getNonNullableType(result)), name) !== undefined;
    },
    isCertain: (node) => checksNull(memory.program) || (typed(node, (tsNode) => isCallOfAsync(tsNode, checker)) ?? false),
    expectsVoid: (node) => typed(node, (tsNode) => expectsVoid(tsNode as ts.Expression, memory)),
    isAwaitedSomewhere: (node) => typed(node, (tsNode) => isAwaitedSomewhere(tsNode, memory)) ?? false,
    overridesVoid: (member) => typed(member, (tsNode) => overridesVoid(tsNode, memory)) ?? false,
    givesPromise: (node) => typed(node, (tsNode) => givesPromise(tsNode, memory) || isDeclaredAsync(tsNode, memory)) ?? false,
    disposability(node) {
      const type = typeOf(node);
      if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
      const resource = checker.getNonNullableType(checker.getAwaitedType(type) ?? type);
      const names = checker.getPropertiesOfType(checker.getApparentType(resource)).map((property) => String(property.escapedName));
      return { sync: names.some((name) => name.startsWith('__@dispose@')), async: names.some((name) => name.startsWith('__@asyncDispose@')) };
    },
    tupleLength(node) {
      const type = typeOf(node);
      if (!type) return undefined;
      const lengths = parts(checker.getNonNullableType(type)).map((part) => tupleSize(part, checker));
      if (lengths.length > 0 && lengths.every((length) => length !== undefined)) return Math.max(...lengths);
      return typed(node, (tsNode) => constantLength(tsNode, checker));
    },
    parameterCount(node) {
      const type = typeOf(node);
      const signatures = type ? checker.getSignaturesOfType(checker.getNonNullableType(type), ts.SignatureKind.Call) : [];
      const [signature] = signatures;
      if (!signature || signatures.length > 1) return undefined;
      const last = signature.parameters.at(-1)?.valueDeclaration;
      return last && ts.isParameter(last) && last.dotDotDotToken ? undefined : signature.parameters.length;
    },
    argumentCount: (node) => typed(node, (tsNode) => argumentCount(tsNode as ts.Expression, memory)),
    finiteKeys(node) {
      const type = typeOf(node);
      return type && keyCount(type, checker);
    },
    isPrimitive(node) {
      const type = typeOf(node);
      if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
      return parts(type).every((part) => part.flags & primitive);
    },
    resolvesToVoid(node) {
      const type = typeOf(node);
      if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
      const result = checker.getAwaitedType(type);
      return result && parts(result).every((part) => part.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never));
    },
    allowsTopLevelAwait: () => allowsTopLevelAwait(tree, memory.program),
    typeText: (node) => typed(node, (tsNode) => typeText(checker.getTypeAtLocation(tsNode), tsNode, checker)),
  };
}

/** What the function that a plain name stands for gives, as far as its declaration tells. */
function resultOfFunction(node: ts.Node, memory: TypeMemory): Awaitability | undefined {
  const symbol = ts.isIdentifier(node) ? symbolOf(node, memory.checker) : undefined;
  return symbol && symbol.flags & ts.SymbolFlags.Function ? declaredResult(symbol, memory) : undefined;
}

/** What a checker says of itself, one of TypeScript's own assertions, or its stack that is full: types that go round and round in code with mistakes. */
function isOfTypeScript(error: unknown): boolean {
  return error instanceof NoAnswer || error instanceof RangeError || (error instanceof Error && error.message.startsWith('Debug Failure'));
}

function checksNull(program: ts.Program): boolean {
  const { strictNullChecks, strict } = program.getCompilerOptions();
  return strictNullChecks ?? strict !== false;
}

function isCallOfAsync(node: ts.Node, checker: Checker): boolean {
  const declaration = ts.isCallExpression(node) ? symbolOf(node.expression, checker)?.valueDeclaration : undefined;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  return made !== undefined && ts.canHaveModifiers(made) && (made.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

/** The project declaration that a TypeScript expression names. */
export function declarationAt(node: ts.Node, memory: TypeMemory): Declaration | undefined {
  const symbol = symbolOf(node, memory.checker);
  return symbol && projectDeclaration(symbol, memory);
}

/** Whether types say what an expression names: a declaration that does not only take a part of something else. */
export function isDeclared(node: ts.Node, memory: TypeMemory): boolean {
  const [declaration] = symbolOf(node, memory.checker)?.declarations ?? [];
  return declaration !== undefined && !ts.isBindingElement(declaration);
}

/** As the compiler asks: an ES module by its syntax, emitted as one, for a target that has `await`. */
function allowsTopLevelAwait(tree: Tree, program: ts.Program): boolean {
  const file = tree.toTypeScript(tree.ast)?.getSourceFile();
  if (!file || !ts.isExternalModule(file)) return false;
  const options = program.getCompilerOptions();
  const target = options.target ?? ts.ScriptTarget.ES2025;
  if (target < ts.ScriptTarget.ES2017) return false;
  const module = options.module ?? ts.ModuleKind.ESNext;
  if (module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext) return file.impliedNodeFormat === ts.ModuleKind.ESNext;
  if (module === ts.ModuleKind.Preserve) return !/\.c[jt]s$/.test(file.fileName);
  return module === ts.ModuleKind.ES2022 || module === ts.ModuleKind.ESNext || module === ts.ModuleKind.System;
}

const primitive = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;

/** Awaitability of a TypeScript expression. For a call the callee's symbol is asked first, and remembered. */
export function nodeAwaitability(node: ts.Node, memory: TypeMemory): Awaitability {
  const { checker } = memory;
  // What it is a member of would have to be inferred. What somebody waits for may be of a package that is not installed, whatever else has the name.
  if (ts.isCallExpression(node) && !ts.isAwaitExpression(node.parent) && ts.isPropertyAccessExpression(node.expression) && givesNoPromise(node.expression.name, memory)) return 'never';
  const declared = ts.isExpression(node) ? declaredAwaitability(node, memory) : undefined;
  if (declared) return declared;
  if (ts.isCallExpression(node) && !node.questionDotToken && !ts.isOptionalChain(node)) {
    const symbol = symbolOf(node.expression, checker);
    if (symbol) {
      let known = memory.bySymbol.get(symbol);
      if (known === undefined) memory.bySymbol.set(symbol, (known = symbolAwaitability(symbol, node.expression, memory)));
      if (known !== 'ask the call') return known;
    }
    const answer = fixedResult(node.expression, memory);
    if (answer) return answer;
  }
  // `emit.done?.(value)`: undefined or that.
  if (ts.isCallExpression(node) && ts.isOptionalChain(node) && fixedResult(node.expression, memory) === 'never') return 'never';
  if (ts.isNewExpression(node)) {
    // What a class makes does not depend on the arguments, whose types may take long to infer.
    const symbol = symbolOf(node.expression, checker);
    if (symbol && symbol.flags & ts.SymbolFlags.Class) return typeAwaitability(checker.getDeclaredTypeOfSymbol(symbol), memory);
  }
  if (!ts.isExpression(node) && !ts.isIdentifier(node)) return 'unknown';
  return typeAwaitability(checker.getTypeAtLocation(node), memory);
}

/** The answer for every call of a function, where overloads and type parameters cannot change it from call to call. */
function symbolAwaitability(symbol: ts.Symbol, callee: ts.Node, memory: TypeMemory): Awaitability | 'ask the call' {
  // A variable may be narrowed from place to place; functions and methods are what they are.
  if (!(symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method))) return 'ask the call';
  const declaration = symbol.valueDeclaration;
  if (!declaration) return 'ask the call';
  const declared = declaredResult(symbol, memory);
  if (declared) return declared;
  const type = memory.checker.getTypeOfSymbolAtLocation(symbol, callee);
  const signatures = type.getCallSignatures();
  if (signatures.length === 0) return 'ask the call';
  const answers = signatures.map((signature) => typeAwaitability(memory.checker.getReturnTypeOfSignature(signature), memory));
  const first = answers[0] as Awaitability;
  if (answers.some((answer) => answer !== first) || first === 'unknown') return 'ask the call';
  // A generic class's method can return the class's type parameter; `never` from a bare `T` was answered unknown above.
  return first;
}

/** The answer for a call of something with one signature, or of unknown type: whatever the arguments are, whose types may take long to infer. */
function fixedResult(callee: ts.Expression, memory: TypeMemory): Awaitability | undefined {
  const type = memory.checker.getNonNullableType(memory.checker.getTypeAtLocation(callee));
  if (type.flags & ts.TypeFlags.Any) return 'unknown';
  const signatures = type.isUnionOrIntersection() ? [] : type.getCallSignatures();
  const [signature, ...others] = signatures;
  if (signature && signatures.every(({ declaration }) => declaration?.type && ts.isTypeNode(declaration.type) && !mayBePromiseType(declaration.type, memory.checker))) return 'never';
  return signature && others.length === 0 && !signature.typeParameters ? typeAwaitability(memory.checker.getReturnTypeOfSignature(signature), memory) : undefined;
}

/** Awaitability of a type: every constituent a promise, some, none, or not known. */
export function typeAwaitability(type: ts.Type, memory: TypeMemory): Awaitability {
  let known = memory.byType.get(type);
  if (known === undefined) {
    memory.byType.set(type, 'unknown');
    memory.byType.set(type, (known = computeAwaitability(type, memory)));
  }
  return known;
}

function computeAwaitability(type: ts.Type, memory: TypeMemory): Awaitability {
  const { checker } = memory;
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'unknown';
  if (type.flags & ts.TypeFlags.Never) return 'never';
  if (type.isUnion()) {
    const answers = type.types.map((part) => typeAwaitability(part, memory));
    return answers.includes('always') && answers.some((answer) => answer !== 'always') ? 'sometimes' : joinAll(answers);
  }
  // Template literal types are primitive and instantiable: as the former they need no inference.
  if (type.flags & (primitive | ts.TypeFlags.Index)) return 'never';
  if (type.isIntersection()) return type.types.some((part) => typeAwaitability(part, memory) === 'always') ? 'always' : 'never';
  if (type.flags & ts.TypeFlags.Instantiable) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint && constraint !== type ? typeAwaitability(constraint, memory) : 'unknown';
  }
  if (!(type.flags & ts.TypeFlags.Object)) return 'never';
  return isPromise(type, memory, 0) ? 'always' : isUnresolved(type) ? 'unknown' : 'never';
}

/** Awaitability of the elements of a TypeScript expression that is an array or iterable; of others `unknown`. */
export function elementAwaitability(node: ts.Node, memory: TypeMemory): Awaitability {
  const element = elementType(memory.checker.getTypeAtLocation(node), memory.checker);
  return element ? typeAwaitability(element, memory) : 'unknown';
}

function isUnresolved(type: ts.Type): boolean {
  return (type as { intrinsicName?: string }).intrinsicName === 'error';
}

/** Whether an object type is the built-in Promise or inherits from it. */
function isPromise(type: ts.Type, memory: TypeMemory, depth: number): boolean {
  const symbol = type.symbol as ts.Symbol | undefined;
  if (symbol?.escapedName === 'Promise' && symbol.declarations?.some((declaration) => memory.program.isSourceFileDefaultLibrary(declaration.getSourceFile()))) return true;
  if (depth > 8 || !symbol || !(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return false;
  const target = (type as Partial<ts.TypeReference>).target ?? type;
  return (memory.checker.getBaseTypes(target as ts.InterfaceType) ?? []).some((base) =>
    base.isIntersection() ? base.types.some((part) => isPromise(part, memory, depth + 1)) : isPromise(base, memory, depth + 1));
}

function joinAll(answers: readonly Awaitability[]): Awaitability {
  const first = answers[0] ?? 'unknown';
  if (answers.every((answer) => answer === first)) return first;
  return answers.includes('always') || answers.includes('sometimes') ? 'sometimes' : 'unknown';
}

function elementType(type: ts.Type, checker: Checker): ts.Type | undefined {
  const present = checker.getNonNullableType(type);
  const index = checker.getIndexTypeOfType(present, ts.IndexKind.Number);
  if (index) return index;
  const name = present.symbol?.escapedName;
  if (name === 'Set' || name === 'ReadonlySet' || name === 'Iterable' || name === 'IterableIterator' || name === 'Generator' || name === 'MapIterator' || name === 'SetIterator' || name === 'ArrayIterator') {
    const args = checker.getTypeArguments(present as ts.TypeReference);
    return args[0];
  }
  return undefined;
}

/** The symbol an expression names, behind import aliases. */
export function symbolOf(node: ts.Node, checker: Checker): ts.Symbol | undefined {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  const name = ts.isPropertyAccessExpression(at) ? at.name : at;
  if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name) && !ts.isElementAccessExpression(name)) return undefined;
  // `{ load }` names a property; what is meant is its value.
  const symbol = ts.isShorthandPropertyAssignment(name.parent) ? checker.getShorthandAssignmentValueSymbol(name.parent) : checker.getSymbolAtLocation(ts.isElementAccessExpression(name) ? name.argumentExpression : name);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Module and name of a symbol declared outside the project. */
function originOfSymbol(symbol: ts.Symbol, memory: TypeMemory): Origin | undefined {
  const declaration = symbol.declarations?.[0];
  if (!declaration) return undefined;
  const module = moduleOf(declaration, memory);
  if (module === undefined) return undefined;
  const names: string[] = [nameOf(symbol)];
  let separator = '';
  for (let at: ts.Node | undefined = declaration.parent; at && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at) || ts.isInterfaceDeclaration(at) || (ts.isTypeLiteralNode(at) && ts.isTypeAliasDeclaration(at.parent))) {
      const owner = ts.isTypeLiteralNode(at) ? (at.parent as ts.TypeAliasDeclaration).name : at.name;
      separator = ts.getCombinedModifierFlags(declaration as ts.Declaration) & ts.ModifierFlags.Static ? '.' : '#';
      if (owner) names[0] = `${owner.text}${separator}${names[0]}`;
      break;
    }
  }
  return { module, name: names[0] as string };
}

function nameOf(symbol: ts.Symbol): string {
  const name = symbol.escapedName === 'export=' ? 'default' : ts.unescapeLeadingUnderscores(symbol.escapedName);
  return name.startsWith('__@') ? name.slice(3).replace(/@\d+$/, '') : name;
}

/** The module a declaration belongs to; undefined for the project's own files. */
function moduleOf(declaration: ts.Node, { program }: TypeMemory): string | undefined {
  for (let at: ts.Node | undefined = declaration; at; at = at.parent) {
    if (ts.isModuleDeclaration(at) && ts.isStringLiteral(at.name)) return normalizeModule(at.name.text);
  }
  const file = declaration.getSourceFile();
  if (program.isSourceFileDefaultLibrary(file)) return 'global';
  const name = packageOf(file.fileName);
  if (name === 'node' && isTypesPackage(file.fileName)) return 'global';
  if (name !== undefined) return name;
  // Declared globals of the project's own .d.ts files have no module; a project's source is not an origin.
  return undefined;
}

/** The package a file under node_modules belongs to; of `@types/x` the package it describes. */
export function packageOf(path: string): string | undefined {
  const at = path.lastIndexOf('/node_modules/');
  if (at === -1) return undefined;
  const [first = '', second = ''] = path.slice(at + '/node_modules/'.length).split('/');
  if (first === '@types') return second.includes('__') ? `@${second.replace('__', '/')}` : second;
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function isTypesPackage(path: string): boolean {
  return path.includes('/node_modules/@types/');
}

function typeOriginOf(type: ts.Type, memory: TypeMemory): (Origin & { inProject: boolean }) | undefined {
  for (const part of parts(memory.checker.getNonNullableType(type))) {
    const symbol = part.aliasSymbol ?? (part.symbol as ts.Symbol | undefined);
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || !(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))) continue;
    const module = moduleOf(declaration, memory);
    return { module: module ?? declaration.getSourceFile().fileName, name: nameOf(symbol), inProject: module === undefined };
  }
  return undefined;
}

function projectDeclaration(symbol: ts.Symbol, memory: TypeMemory): Declaration | undefined {
  const declarations = symbol.declarations ?? [];
  // An overload's implementation is the one with a body.
  const declaration = declarations.find((candidate) => 'body' in candidate && candidate.body) ?? symbol.valueDeclaration ?? declarations[0];
  if (!declaration) return undefined;
  const file = declaration.getSourceFile();
  if (file.isDeclarationFile || moduleOf(declaration, memory) !== undefined) return undefined;
  return { path: file.fileName, name: nameOf(symbol), start: declaration.getStart(file), end: declaration.end };
}

function parts(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function tupleSize(type: ts.Type, checker: Checker): number | undefined {
  if (!checker.isTupleType(type)) return undefined;
  const target = (type as ts.TupleTypeReference).target;
  return target.combinedFlags & ts.ElementFlags.Variable ? undefined : target.fixedLength;
}

/** The number of elements in the array literal that a constant is made with. An empty one is there to be filled. */
function constantLength(node: ts.Node, checker: Checker): number | undefined {
  const declaration = symbolOf(node, checker)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return undefined;
  let at = declaration.initializer;
  while (at && (ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isParenthesizedExpression(at) || ts.isTypeAssertionExpression(at))) at = at.expression;
  if (at && ts.isCallExpression(at) && /^Object\.(?:freeze|seal)$/.test(at.expression.getText())) at = at.arguments[0];
  if (at && ts.isNewExpression(at) && /^(?:Set|Map)$/.test(at.expression.getText())) at = at.arguments?.[0];
  if (!at || !ts.isArrayLiteralExpression(at) || at.elements.length === 0 || at.elements.some(ts.isSpreadElement)) return undefined;
  return at.elements.length;
}

function keyCount(type: ts.Type, checker: Checker): number | undefined {
  const isLiteral = (part: ts.Type): boolean => (part.flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral | ts.TypeFlags.EnumLiteral | ts.TypeFlags.BooleanLiteral)) !== 0;
  if (parts(type).every(isLiteral)) return parts(type).length;
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | primitive) || !(type.flags & ts.TypeFlags.Object)) return undefined;
  if (checker.getIndexInfosOfType(type).length > 0 || type.getCallSignatures().length > 0 || checker.isArrayType(type)) return undefined;
  return checker.getPropertiesOfType(type).length;
}

/** The type as an annotation, if it can be written at `at` without an import and is short enough to read. */
function typeText(type: ts.Type, at: ts.Node, checker: Checker): string | undefined {
  if (type.flags & ts.TypeFlags.Any) return undefined;
  const text = checker.typeToString(type, at, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType);
  return /\bimport\(|\.\.\.|\bany\b|typeof |<unknown>|__type/.test(text) || text.length > 120 ? undefined : text;
}
