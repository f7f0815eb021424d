import ts from 'typescript';
import type { TypeMemory } from './typescript-oracle.ts';

/** `true` where a declaration says so itself, else the names of the types that it is declared with. */
type Said = true | readonly string[];

/** What one file declares, by name. */
interface Declared {
  readonly members: ReadonlyMap<string, Said>;
  readonly types: ReadonlyMap<string, Said>;
}

interface Names {
  /** Functions that give a promise. */
  readonly async: Declared;
  /** Functions that are declared to return nothing. */
  readonly void: Declared;
  /** What a call of a function of this name may give, as far as its declaration tells; `true`: perhaps a promise. */
  readonly results: ReadonlyMap<string, Said>;
}

const known = new WeakMap<ts.SourceFile, Names>();

/** How many names for other types are followed. */
const maxDepth = 4;

/**
 * Whether some file of the program declares a member of this name that may be a function which gives a promise: an async method, one
 * whose type mentions promises, or a member whose type is named like that of such a function. Of other names no type need be asked:
 * it would have to be inferred what they are members of.
 */
export function mayBeAsyncMember(name: Name, memory: TypeMemory): boolean {
  return answerFor(name, 'async', memory);
}

/** As `mayBeAsyncMember`: whether a member of this name may be declared as a function that returns nothing. */
export function mayBeVoidMember(name: Name, memory: TypeMemory): boolean {
  return answerFor(name, 'void', memory);
}

/**
 * Whether everything in the program that is declared by a name, and may be called by it as a member, gives no promise by its
 * declaration: annotated with other types, or returning literals. false where nothing is declared.
 */
export function givesNoPromise(name: Name, memory: TypeMemory): boolean {
  return answerFor(name, 'results', memory);
}

/** A name where it stands. */
type Name = ts.Node & { readonly text: string };

function answerFor(name: Name, question: 'async' | 'void' | 'results', memory: TypeMemory): boolean {
  memory.asking?.ask(name.getSourceFile().fileName, question, name.text);
  return answerByName(question, name.text, memory);
}

/** The same answers about a name that stands nowhere: `mayBeAsyncMember`, `mayBeVoidMember`, `givesNoPromise`. */
export function answerByName(question: 'async' | 'void' | 'results', name: string, { program, memberNames }: TypeMemory): boolean {
  const key = `${question} ${name}`;
  let answer = memberNames.get(key);
  if (answer === undefined) {
    const names = namesOf(program);
    const declared = question === 'results' ? names.results.get(name) : names[question].members.get(name);
    const leads = leadsToTrue(declared, names[question === 'void' ? 'void' : 'async'].types);
    memberNames.set(key, (answer = question === 'results' ? declared !== undefined && !leads : leads));
  }
  return answer;
}

/** The answers that hold on in a program which is that of `before` but for the texts of some files. */
export function answersAfter(program: ts.Program, before: TypeMemory): Map<string, boolean> {
  const answers = new Map(before.memberNames);
  for (const source of program.getSourceFiles()) {
    const earlier = before.program.getSourceFile(source.fileName);
    if (!earlier || earlier === source) continue;
    const [then, now] = [namesIn(earlier), namesIn(source)];
    // Any name may be declared by such a type.
    if (differing(then.async.types, now.async.types).length > 0 || differing(then.void.types, now.void.types).length > 0) return new Map();
    for (const name of differing(then.async.members, now.async.members)) answers.delete(`async ${name}`);
    for (const name of differing(then.void.members, now.void.members)) answers.delete(`void ${name}`);
    for (const name of differing(then.results, now.results)) answers.delete(`results ${name}`);
  }
  return answers;
}

function differing(then: ReadonlyMap<string, Said>, now: ReadonlyMap<string, Said>): string[] {
  return [...new Set([...then.keys(), ...now.keys()])].filter((name) => String(then.get(name)) !== String(now.get(name)));
}

/** Whether one of these says so, or one of the types that they refer to. */
function leadsToTrue(declared: Said | undefined, types: Declared['types']): boolean {
  let said = declared;
  for (let depth = 0; depth < maxDepth && said !== undefined && said !== true && said.length > 0; depth += 1) {
    const referred: (Said | undefined)[] = [...new Set(said)].map((name) => types.get(name));
    said = referred.includes(true) ? true : referred.flatMap((one) => (one === true ? [] : one ?? []));
  }
  return said === true;
}

const merged = new WeakMap<ts.Program, Names>();

/** What all files of a program declare. */
function namesOf(program: ts.Program): Names {
  let found = merged.get(program);
  if (!found) {
    const into = emptyNames();
    for (const source of program.getSourceFiles()) {
      const names = namesIn(source);
      for (const [name, said] of names.results) add(into.results, name, said);
      for (const kind of ['async', 'void'] as const) for (const part of ['members', 'types'] as const) for (const [name, said] of names[kind][part]) add(into[kind][part], name, said);
    }
    merged.set(program, (found = into));
  }
  return found;
}

function namesIn(source: ts.SourceFile): Names {
  let found = known.get(source);
  if (!found) known.set(source, (found = collect(source)));
  return found;
}

interface Collected {
  results: Map<string, Said>;
  async: { members: Map<string, Said>; types: Map<string, Said> };
  void: { members: Map<string, Said>; types: Map<string, Said> };
}

function emptyNames(): Collected {
  return { results: new Map(), async: { members: new Map(), types: new Map() }, void: { members: new Map(), types: new Map() } };
}

function add(to: Map<string, Said>, name: string, said: Said | false): void {
  if (said === false) return;
  const before = to.get(name);
  if (before === true) return;
  if (said === true || !before) to.set(name, said);
  else if (said.some((type) => !before.includes(type))) to.set(name, [...new Set([...before, ...said])]);
}

/** The nodes whose names are looked at. */
const declaring = new Set([
  ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.MethodDeclaration, ts.SyntaxKind.MethodSignature, ts.SyntaxKind.PropertySignature, ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.PropertyAssignment, ts.SyntaxKind.ShorthandPropertyAssignment, ts.SyntaxKind.VariableDeclaration, ts.SyntaxKind.Parameter, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.ExportSpecifier,
  ts.SyntaxKind.NamespaceExport, ts.SyntaxKind.TypeAliasDeclaration, ts.SyntaxKind.InterfaceDeclaration,
]);

function collect(source: ts.SourceFile): Names {
  const names = emptyNames();
  const stack: ts.Node[] = [source];
  // Names, literals and keywords have nothing in them.
  const visit = (child: ts.Node): void => { if (child.kind >= ts.SyntaxKind.FirstNode) stack.push(child); };
  for (let node = stack.pop(); node; node = stack.pop()) {
    const name = declaring.has(node.kind) ? (node as ts.NamedDeclaration).name : undefined;
    if (name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name))) {
      const { text } = name;
      add(names.async.members, text, isAsyncFunction(node) || saysOfMember(node, 'Promise', source));
      add(names.void.members, text, saysOfMember(node, 'void', source));
      add(names.async.types, text, saysOfType(node, 'Promise', source));
      add(names.void.types, text, saysOfType(node, 'void', source));
      const result = isLocal(node) ? undefined : resultOf(node, source);
      if (result !== undefined) add(names.results, text, result);
    }
    // `Type.load = async function () {…}`
    if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      if (isAsyncValue(node.right)) add(names.async.members, node.left.name.text, true);
      add(names.results, node.left.name.text, resultOfValue(node.right, source));
    }
    ts.forEachChild(node, visit);
  }
  return names;
}

/** What is declared within a function or block is no member of anything, whatever is made of it later. */
function isLocal(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return !ts.isSourceFile(node.parent) && !ts.isModuleBlock(node.parent);
  if (!ts.isVariableDeclaration(node)) return false;
  const statement = node.parent.parent;
  return !ts.isVariableStatement(statement) || (!ts.isSourceFile(statement.parent) && !ts.isModuleBlock(statement.parent));
}

function saysOfType(node: ts.Node, word: string, source: ts.SourceFile): Said | false {
  if (ts.isTypeAliasDeclaration(node)) return mentions(node.type, word, source) || refersTo(node.type);
  return ts.isInterfaceDeclaration(node) && node.members.some((member) => ts.isCallSignatureDeclaration(member) && mentions(member.type, word, source));
}

/** Of a function its return type counts, of other members what they are. */
function saysOfMember(node: ts.Node, word: string, source: ts.SourceFile): Said | false {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) return mentions(node.type, word, source);
  if (!ts.isPropertySignature(node) && !ts.isPropertyDeclaration(node) && !ts.isVariableDeclaration(node) && !ts.isGetAccessor(node)) return false;
  return mentions(node.type, word, source) || (node.type !== undefined && refersTo(node.type));
}

function isAsyncFunction(node: ts.Node): boolean {
  return hasAsync(node) || ((ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && isAsyncValue(node.initializer));
}

/** An async function, or what a call makes of one. */
function isAsyncValue(value: ts.Expression | undefined): boolean {
  if (!value) return false;
  if (ts.isFunctionLike(value)) return hasAsync(value) || mentions(value.type, 'Promise', value.getSourceFile());
  return ts.isCallExpression(value) && value.arguments.some((argument) => ts.isFunctionLike(argument) && hasAsync(argument));
}

function hasAsync(fn: ts.Node): boolean {
  return ts.canHaveModifiers(fn) && (fn.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

function mentions(type: ts.TypeNode | undefined, word: string, source: ts.SourceFile): boolean {
  return type !== undefined && source.text.slice(type.pos, type.end).includes(word);
}

/** The types that a type is a name for, or that its parts are. */
function refersTo(type: ts.TypeNode): string[] {
  if (ts.isParenthesizedTypeNode(type)) return refersTo(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(refersTo);
  if (ts.isTypeReferenceNode(type)) return [ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text];
  return ts.isIndexedAccessTypeNode(type) && ts.isLiteralTypeNode(type.indexType) && ts.isStringLiteral(type.indexType.literal) ? [type.indexType.literal.text] : [];
}

const nothing: readonly string[] = [];

/** What a call of what is declared here gives; undefined for what is not called as a member. */
function resultOf(node: ts.Node, source: ts.SourceFile): Said | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) return resultOfFunction(node, source);
  if (ts.isPropertyAssignment(node)) return resultOfValue(node.initializer, source);
  if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node) || (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent))) {
    if (!node.type) return 'initializer' in node && node.initializer ? resultOfValue(node.initializer, source) : true;
    return ts.isFunctionTypeNode(node.type) ? resultOfType(node.type.type, node.type, source) : resultOfType(node.type, node, source);
  }
  if (ts.isGetAccessor(node) || ts.isShorthandPropertyAssignment(node) || ts.isExportSpecifier(node) || ts.isNamespaceExport(node)) return true;
  return undefined;
}

function resultOfFunction(fn: ts.SignatureDeclaration, source: ts.SourceFile): Said {
  if (hasAsync(fn)) return true;
  if (fn.type) return resultOfType(fn.type, fn, source);
  return returnsOnlyLiterals(fn) ? nothing : true;
}

function resultOfValue(value: ts.Expression, source: ts.SourceFile): Said {
  if (ts.isFunctionLike(value)) return resultOfFunction(value, source);
  return isLiteral(value) ? nothing : true;
}

/** A type parameter may stand for a promise. */
function resultOfType(type: ts.TypeNode, at: ts.Node, source: ts.SourceFile): Said {
  if (mentions(type, 'Promise', source) || isOpen(type)) return true;
  const names = refersTo(type);
  return names.some((name) => isTypeParameter(name, at)) ? true : names;
}

/** `any`, `this`, what depends on other types. */
function isOpen(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return isOpen(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.some(isOpen);
  return type.kind === ts.SyntaxKind.AnyKeyword || type.kind === ts.SyntaxKind.UnknownKeyword || ts.isConditionalTypeNode(type) || ts.isIndexedAccessTypeNode(type) || ts.isTypeQueryNode(type) || ts.isImportTypeNode(type)
    // `Awaitable<T>`, `ReturnType<F>`: of a generic name nobody knows what it makes of its arguments, but for what is plainly an object.
    || (ts.isTypeReferenceNode(type) && type.typeArguments !== undefined && !(ts.isIdentifier(type.typeName) && /^(?:Array|ReadonlyArray|Set|Map|ReadonlyMap|ReadonlySet|Record|Partial|Omit|Pick|Required|Readonly|\w*Iterator)$/.test(type.typeName.text)));
}

function isTypeParameter(name: string, at: ts.Node): boolean {
  for (let node = at; node; node = node.parent) if ('typeParameters' in node && (node.typeParameters as readonly ts.TypeParameterDeclaration[] | undefined)?.some((parameter) => parameter.name.text === name)) return true;
  return false;
}

function returnsOnlyLiterals(fn: ts.SignatureDeclaration): boolean {
  const body = 'body' in fn ? fn.body as ts.Node | undefined : undefined;
  if (!body) return false;
  if (!ts.isBlock(body)) return isLiteral(body as ts.Expression);
  const stack: ts.Node[] = [body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isReturnStatement(node) && node.expression && !isLiteral(node.expression)) return false;
    ts.forEachChild(node, (child) => { if (!ts.isFunctionLike(child) && !ts.isClassLike(child)) stack.push(child); });
  }
  return true;
}

/** An expression that can be no promise, whatever its parts are. */
function isLiteral(value: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(value)) return isLiteral(value.expression);
  return ts.isLiteralExpression(value) || ts.isTemplateExpression(value) || ts.isArrayLiteralExpression(value) || ts.isObjectLiteralExpression(value) || ts.isPrefixUnaryExpression(value) || ts.isFunctionLike(value)
    || value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword || value.kind === ts.SyntaxKind.NullKeyword || ts.isTypeOfExpression(value);
}
