import ts from 'typescript';
import type { Checker } from './checker.ts';
import { mayBeAsyncMember, mayBeVoidMember } from './member-names.ts';
import { mayBeFunctionType } from './type-shapes.ts';
import { nodeAwaitability, symbolOf, typeAwaitability, type TypeMemory } from './typescript-oracle.ts';

/** Whether the place of an expression asks for a function that returns nothing: by its type a call gives `void`, and no overload takes a promise. */
export function expectsVoid(node: ts.Expression, memory: TypeMemory): boolean | undefined {
  const { checker } = memory;
  const outer = outermost(node);
  const declared = ts.isCallExpression(outer.parent) || ts.isNewExpression(outer.parent) ? declaredTypes(outer.parent, outer, memory) : undefined;
  if (declared) return declared.some((type) => returnsVoid(type, memory)) && declared.every((type) => takesNoPromise(type, memory));
  const overloads = ts.isCallExpression(outer.parent) || ts.isNewExpression(outer.parent) ? overloadedTypes(outer.parent, outer, checker) : [];
  // Which overload is meant, TypeScript may tell by what the function returns.
  if (overloads.length > 1) return overloads.some((type) => returnsVoid(type, memory)) && overloads.every((type) => takesNoPromise(type, memory));
  const expected = expectedType(node, memory);
  return expected && returnsVoid(expected, memory);
}

/** How many arguments the function gets that stands in a place; Infinity where the place's type has a list of any length. */
export function argumentCount(node: ts.Expression, memory: TypeMemory): number | undefined {
  const { checker } = memory;
  const expected = expectedType(node, memory);
  const type = expected && checker.getNonNullableType(expected);
  // An object may stand there as well: `EventListener | EventListenerObject`.
  const signatures = type ? (type.isUnion() ? type.types : [type]).flatMap((part) => checker.getSignaturesOfType(part, ts.SignatureKind.Call)) : [];
  const [signature] = signatures;
  if (!signature || signatures.length > 1) return undefined;
  const last = signature.parameters.at(-1);
  const rest = last?.valueDeclaration;
  if (!last || !rest || !ts.isParameter(rest) || !rest.dotDotDotToken) return signature.parameters.length;
  const list = checker.getTypeOfSymbolAtLocation(last, node);
  return checker.isTupleType(list) ? signature.parameters.length - 1 + checker.getTypeArguments(list as ts.TypeReference).length : Infinity;
}

/** Whether the parameters that an argument may be given to are declared, and none of them as a function that returns nothing. Takes no inference. */
export function isDeclaredOtherwise(argument: ts.Expression, memory: TypeMemory): boolean {
  const outer = outermost(argument);
  const declared = ts.isCallExpression(outer.parent) || ts.isNewExpression(outer.parent) ? declaredTypes(outer.parent, outer, memory) : undefined;
  return declared !== undefined && !declared.some((type) => returnsVoid(type, memory));
}

/** Whether a method, or a function in a class's field, overrides one that returns `void`, or implements an interface's. */
export function overridesVoid(member: ts.Node, memory: TypeMemory): boolean {
  if (!ts.isMethodDeclaration(member) && !ts.isPropertyDeclaration(member)) return false;
  const owner = member.parent;
  if (!ts.isClassLike(owner) || !owner.heritageClauses || !ts.isIdentifier(member.name) || (member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) return false;
  const { checker } = memory;
  const name = member.name.text;
  return owner.heritageClauses.some((clause) => clause.types.some((base) => {
    const property = checker.getPropertyOfType(checker.getTypeAtLocation(base), name);
    return property !== undefined && returnsVoid(checker.getTypeOfSymbolAtLocation(property, member), memory);
  }));
}

/**
 * Whether some file of the program awaits what is called by the name that a function is kept under (a property, a variable, a
 * method that it overrides): `await task.run()`, `await onClose?.()`.
 */
export function isAwaitedSomewhere(node: ts.Node, memory: TypeMemory): boolean {
  return keptUnder(node, memory.checker).some((symbol) => {
    const name = symbol.name;
    memory.asking?.ask(node.getSourceFile().fileName, 'awaited', name);
    let known = memory.awaitedNames.get(name);
    if (!known) memory.awaitedNames.set(name, (known = awaitedDeclarations(name, memory)));
    return symbol.declarations?.some((declaration) => known.has(declaration)) ?? false;
  });
}

/** The declarations that awaited calls of a name lead to. The files' text is searched first. */
function awaitedDeclarations(name: string, { program, checker }: TypeMemory): Set<ts.Node> {
  const found = new Set<ts.Node>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file) || !mayAwait(file.text, name)) continue;
    const stack: ts.Node[] = [file];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (ts.isIdentifier(node) && node.text === name && isAwaitedCall(node)) for (const symbol of meant(node, checker)) for (const declaration of symbol.declarations ?? []) found.add(declaration);
      ts.forEachChild(node, (child) => { stack.push(child); });
    }
  }
  return found;
}

/** Whether a text may have a call by a name in an operand of `await`. */
export function mayAwait(text: string, name: string): boolean {
  return /^[\w$]+$/.test(name) && text.includes(name) && new RegExp(`\\bawait\\s[^;]*?${name.replaceAll('$', '\\$')}!?\\s*(?:\\?\\.)?\\(`).test(text);
}

/** Whether a name is that of what is called in an operand of `await`. */
function isAwaitedCall(name: ts.Identifier): boolean {
  const callee = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  let at: ts.Node = callee.parent;
  if (ts.isNonNullExpression(at)) at = at.parent;
  if (!ts.isCallExpression(at) || at.arguments.some((argument) => argument === callee)) return false;
  while (at.parent && !ts.isStatement(at) && !ts.isFunctionLike(at)) {
    at = at.parent;
    if (ts.isAwaitExpression(at)) return true;
  }
  return false;
}

/** What a name means: of a variable that is taken out of an object, the property it comes from. */
function meant(name: ts.Identifier, checker: Checker): ts.Symbol[] {
  const symbol = checker.getSymbolAtLocation(name);
  const declaration = symbol?.valueDeclaration;
  const property = declaration && ts.isBindingElement(declaration) && ts.isObjectBindingPattern(declaration.parent)
    ? checker.getPropertyOfType(checker.getTypeAtLocation(declaration.parent), declaration.propertyName && ts.isIdentifier(declaration.propertyName) ? declaration.propertyName.text : name.text) : undefined;
  return [symbol, property].filter((found) => found !== undefined);
}

function keptUnder(node: ts.Node, checker: Checker): ts.Symbol[] {
  const member = ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node) ? node : ts.isPropertyDeclaration(node.parent) ? node.parent : undefined;
  if (member && ts.isClassLike(member.parent)) {
    const own = checker.getSymbolAtLocation(member.name);
    const inherited = (member.parent.heritageClauses ?? []).flatMap((clause) => clause.types.map((base) => checker.getPropertyOfType(checker.getTypeAtLocation(base), own?.name ?? '')));
    return [own, ...inherited].filter((symbol) => symbol !== undefined);
  }
  const { parent } = node;
  const property = ts.isObjectLiteralElementLike(node) ? node : ts.isObjectLiteralElementLike(parent) ? parent : undefined;
  const found = property ? expectedProperty(property, checker)
    : ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent) ? attributeProperty(parent.parent, checker)
    : ts.isVariableDeclaration(parent) ? checker.getSymbolAtLocation(parent.name)
    : ts.isBinaryExpression(parent) ? checker.getSymbolAtLocation(ts.isPropertyAccessExpression(parent.left) ? parent.left.name : parent.left) : undefined;
  return found ? [found] : [];
}

function attributeProperty(attribute: ts.JsxAttribute, checker: Checker): ts.Symbol | undefined {
  const props = checker.getContextualType(attribute.parent);
  return props && ts.isIdentifier(attribute.name) ? checker.getPropertyOfType(checker.getNonNullableType(props), attribute.name.text) : undefined;
}

/** The property that the place of an object literal asks for. */
function expectedProperty(property: ts.ObjectLiteralElementLike, checker: Checker): ts.Symbol | undefined {
  const object = ts.isObjectLiteralExpression(property.parent) ? checker.getContextualType(property.parent) : undefined;
  const name = property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) ? property.name.text : undefined;
  return object && name !== undefined ? checker.getPropertyOfType(checker.getNonNullableType(object), name) : undefined;
}

/** Whether the declaration of a function that a name stands for says that it gives a promise, without inference. */
export function isDeclaredAsync(node: ts.Node, memory: TypeMemory): boolean {
  const { checker } = memory;
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return false;
  if (ts.isPropertyAccessExpression(node) && !mayBeAsyncMember(name, memory)) return false;
  const found = ts.isShorthandPropertyAssignment(name.parent) ? checker.getShorthandAssignmentValueSymbol(name.parent) : checker.getSymbolAtLocation(name);
  const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  return (symbol?.declarations ?? []).some((declaration) => declaresAsync(declaration, memory));
}

/** Whether a function gives a promise: an async one, or one that returns what a call gives, if that is a promise. */
export function givesPromise(fn: ts.Node, memory: TypeMemory | undefined): boolean {
  if (!ts.isFunctionLike(fn) || isGenerator(fn)) return false;
  if (isAsync(fn)) return true;
  return memory !== undefined && returnedCalls(fn).some((result) => /^(?:always|sometimes)$/.test(nodeAwaitability(result, memory)));
}

function declaresAsync(declaration: ts.Declaration, memory: TypeMemory): boolean {
  const annotation = 'type' in declaration ? declaration.type as ts.TypeNode | undefined : undefined;
  if (ts.isFunctionLike(declaration) && !ts.isPropertySignature(declaration)) return isAsync(declaration) ? !isGenerator(declaration) : annotation !== undefined && awaitabilityOf(annotation, memory);
  if (annotation) return mayBeFunctionType(annotation, memory.checker) && memory.checker.getNonNullableType(memory.checker.getTypeFromTypeNode(annotation)).getCallSignatures().some((signature) => typeAwaitability(signature.getReturnType(), memory) === 'always');
  const value = 'initializer' in declaration ? declaration.initializer as ts.Expression | undefined : undefined;
  if (!value) return false;
  if (ts.isFunctionLike(value)) return isAsync(value) && !isGenerator(value);
  // `useCallback(async () => …)`, `debounce(async () => …)`: what it gives is asked only where an async function went in.
  return ts.isCallExpression(value) && value.arguments.some((argument) => ts.isFunctionLike(argument) && isAsync(argument))
    && memory.checker.getTypeAtLocation(value).getCallSignatures().some((signature) => typeAwaitability(signature.getReturnType(), memory) === 'always');
}

function awaitabilityOf(annotation: ts.TypeNode, memory: TypeMemory): boolean {
  return typeAwaitability(memory.checker.getTypeFromTypeNode(annotation), memory) === 'always';
}

/** Whether a function is declared with `async`. */
export function isAsync(fn: ts.Node): boolean {
  return ts.canHaveModifiers(fn) && (fn.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

function isGenerator(fn: ts.Node): boolean {
  return 'asteriskToken' in fn && fn.asteriskToken !== undefined;
}

/** The calls whose values a function returns. Statements are walked, not the expressions in them. */
function returnedCalls(fn: ts.Node): ts.Expression[] {
  const body = 'body' in fn ? fn.body as ts.Node | undefined : undefined;
  const results: ts.Expression[] = [];
  const stack: ts.Node[] = body ? [body] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const result = ts.isReturnStatement(node) ? node.expression : node === body && !ts.isBlock(node) ? node as ts.Expression : undefined;
    if (result && (ts.isCallExpression(result) || ts.isNewExpression(result))) results.push(result);
    if (result) continue;
    ts.forEachChild(node, (child) => {
      if (ts.isStatement(child) && !ts.isFunctionLike(child) && !ts.isClassLike(child) || ts.isCatchClause(child) || ts.isCaseBlock(child) || ts.isCaseOrDefaultClause(child)) stack.push(child);
    });
  }
  return results;
}

function outermost(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent)) at = at.parent;
  return at;
}

function expectedType(node: ts.Expression, memory: TypeMemory): ts.Type | undefined {
  const { checker } = memory;
  const { parent } = node;
  const property = ts.isObjectLiteralElementLike(node) ? node : ts.isObjectLiteralElementLike(parent) ? parent : undefined;
  if (!property || !ts.isObjectLiteralExpression(property.parent)) return ts.isExpression(node) ? checker.getContextualType(node) : undefined;
  // Working out what an object's place expects takes long where it is generic.
  const { name } = property;
  if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && !mayBeVoidMember(name, memory)) return undefined;
  const symbol = expectedProperty(property, checker);
  if (symbol) return checker.getTypeOfSymbolAtLocation(symbol, node);
  const object = checker.getContextualType(property.parent);
  return object && checker.getIndexTypeOfType(checker.getNonNullableType(object), ts.IndexKind.String);
}

function returnsVoid(type: ts.Type, memory: TypeMemory): boolean {
  const results = callSignatures(type, memory.checker).map((signature) => memory.checker.getReturnTypeOfSignature(signature));
  return results.some(isVoid) && results.every((result) => typeAwaitability(result, memory) === 'never');
}

function callSignatures(type: ts.Type, checker: Checker): readonly ts.Signature[] {
  const constraint = type.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(type) : type;
  if (!constraint) return [];
  const present = checker.getNonNullableType(constraint);
  return (present.isUnion() ? present.types : [present]).flatMap((part) => checker.getSignaturesOfType(part, ts.SignatureKind.Call));
}

function isVoid(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => flags & ts.TypeFlags.Void) && parts.every(({ flags }) => flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined));
}

function takesNoPromise(type: ts.Type, memory: TypeMemory): boolean {
  return callSignatures(type, memory.checker).every((signature) => typeAwaitability(memory.checker.getReturnTypeOfSignature(signature), memory) === 'never');
}

/**
 * What the declarations of what is called ask for in the place of an argument: asking the call itself would infer the types of all
 * its arguments. undefined where a declaration leaves it open.
 */
function declaredTypes(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression, memory: TypeMemory): ts.Type[] | undefined {
  const index = call.arguments?.indexOf(argument) ?? -1;
  const symbol = index < 0 ? undefined : symbolOf(call.expression, memory.checker);
  if (!symbol) return undefined;
  let known = memory.declaredParameters.get(symbol);
  if (!known) memory.declaredParameters.set(symbol, (known = signaturesOf(symbol, ts.isNewExpression(call)).map(({ parameters }) => parameters)));
  const parameters = known.map((list) => list[index]).filter((parameter) => parameter !== undefined);
  if (parameters.length === 0 || parameters.some(({ type, dotDotDotToken }) => !type || dotDotDotToken)) return undefined;
  return parameters.flatMap(({ type }) => (type && mayBeFunctionType(type, memory.checker) ? [memory.checker.getTypeFromTypeNode(type)] : []));
}

/** The declarations of a function or class that say how it may be called; none where something else declares it. */
function signaturesOf(symbol: ts.Symbol, isMade: boolean): readonly ts.SignatureDeclaration[] {
  const declarations = symbol.declarations ?? [];
  const found = declarations.flatMap((declaration): readonly ts.SignatureDeclaration[] => {
    if (isMade) return ts.isClassLike(declaration) ? declaration.members.filter(ts.isConstructorDeclaration) : [];
    if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration)) return [declaration];
    if (ts.isVariableDeclaration(declaration) && !declaration.type && declaration.initializer && ts.isFunctionLike(declaration.initializer)) return [declaration.initializer];
    return [];
  });
  if (!isMade && found.length < declarations.length) return [];
  // Beside overloads the one with a body is nobody's to call.
  const overloads = found.filter((declaration) => !('body' in declaration && declaration.body));
  return overloads.length > 0 && overloads.length < found.length ? overloads : found;
}

/** What the overloads of what is called ask for in the place of an argument. */
function overloadedTypes(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression, checker: Checker): ts.Type[] {
  const index = call.arguments?.indexOf(argument) ?? -1;
  const signatures = checker.getSignaturesOfType(checker.getTypeAtLocation(call.expression), ts.isNewExpression(call) ? ts.SignatureKind.Construct : ts.SignatureKind.Call);
  if (index < 0 || signatures.length < 2) return [];
  const types = signatures.map((signature) => signature.parameters[index]).map((parameter) => parameter && checker.getTypeOfSymbolAtLocation(parameter, call));
  return types.filter((type) => type !== undefined && callSignatures(type, checker).length > 0) as ts.Type[];
}
