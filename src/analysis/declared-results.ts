import ts from 'typescript';
import type { Checker } from './checker.ts';
import { mayBePromiseType } from './type-shapes.ts';
import { symbolOf, typeAwaitability, type TypeMemory } from './typescript-oracle.ts';
import { isAsync } from './void-slots.ts';

/** What literals, annotations and `async` say of being a promise; undefined where they do not tell. */
export type Declared = 'always' | 'never' | undefined;

/** How many functions and variables are followed. */
const maxDepth = 4;

/**
 * Whether an expression is a promise, as far as what is written tells. TypeScript is asked what names mean and nothing else: inferring
 * the type of a call may take it seconds where the types are generic, to learn what `async` or an annotation says.
 */
export function declaredAwaitability(node: ts.Expression, memory: TypeMemory, depth = maxDepth): Declared {
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) return declaredAwaitability(node.expression, memory, depth);
  if (ts.isAsExpression(node)) return ofAnnotation(node.type, memory);
  if (isPlainValue(node)) return 'never';
  if (ts.isBinaryExpression(node)) return ofBinary(node, memory, depth);
  if (ts.isConditionalExpression(node)) return agreed([node.whenTrue, node.whenFalse].map((branch) => declaredAwaitability(branch, memory, depth)));
  if (ts.isIdentifier(node)) return node.text === 'undefined' ? 'never' : ofIdentifier(node, memory, depth);
  if (ts.isNewExpression(node)) return isLanguageClass(node.expression, memory) ? 'never' : undefined;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'length') return 'never';
  return ts.isCallExpression(node) ? ofCall(node, memory, depth) : undefined;
}

/** What a call of a function gives by its declarations, overloads included, if they agree. */
export function declaredResult(symbol: ts.Symbol, memory: TypeMemory, depth = maxDepth): Declared {
  const declarations = (symbol.declarations ?? []).filter((declaration) => !ts.isModuleDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration));
  return agreed(declarations.map((declaration) => ofDeclaration(declaration, memory, depth)));
}

/** What is no promise, whatever stands in it. `await` gives none. */
function isPlainValue(node: ts.Expression): boolean {
  return ts.isAwaitExpression(node) || ts.isLiteralExpression(node) || ts.isTemplateExpression(node) || ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isFunctionLike(node)
    || ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isTypeOfExpression(node) || ts.isDeleteExpression(node) || ts.isVoidExpression(node)
    || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}

function ofBinary({ left, operatorToken: { kind }, right }: ts.BinaryExpression, memory: TypeMemory, depth: number): Declared {
  if (kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.CommaToken) return declaredAwaitability(right, memory, depth);
  if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.QuestionQuestionToken) {
    // A promise on one side alone is one only sometimes.
    return declaredAwaitability(right, memory, depth) === 'never' && declaredAwaitability(left, memory, depth) === 'never' ? 'never' : undefined;
  }
  const isLogicalAssignment = kind === ts.SyntaxKind.BarBarEqualsToken || kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
  return isLogicalAssignment ? undefined : 'never';
}

/**
 * The types that an expression may have, where casts and annotations give them; undefined where anything would have to be inferred.
 * What narrowing takes away is still among them.
 */
function writtenTypes(node: ts.Expression, memory: TypeMemory, depth: number): readonly ts.Type[] | undefined {
  const { checker } = memory;
  if (depth === 0) return undefined;
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return writtenTypes(node.expression, memory, depth);
  if (ts.isAsExpression(node)) return ts.isConstTypeReference(node.type) ? undefined : [checker.getTypeFromTypeNode(node.type)];
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [writtenTypes(node.whenTrue, memory, depth), writtenTypes(node.whenFalse, memory, depth)];
    return yes && no && [...yes, ...no];
  }
  if (ts.isPropertyAccessExpression(node)) return propertiesOf(writtenTypes(node.expression, memory, depth - 1), node.name.text, checker);
  const declaration = ts.isIdentifier(node) ? symbolOf(node, checker)?.valueDeclaration : undefined;
  return declaration && typesOfVariable(declaration, memory, depth - 1);
}

function typesOfVariable(declaration: ts.Declaration, memory: TypeMemory, depth: number): readonly ts.Type[] | undefined {
  if (ts.isBindingElement(declaration)) {
    const { parent: pattern, propertyName, name, dotDotDotToken, initializer } = declaration;
    const key = propertyName ?? name;
    if (!ts.isObjectBindingPattern(pattern) || !ts.isIdentifier(key) || dotDotDotToken || initializer) return undefined;
    return propertiesOf(typesOfVariable(pattern.parent, memory, depth), key.text, memory.checker);
  }
  if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) return undefined;
  if (declaration.type) return [memory.checker.getTypeFromTypeNode(declaration.type)];
  return ts.isVariableDeclaration(declaration) && declaration.initializer && isConstant(declaration) ? writtenTypes(declaration.initializer, memory, depth) : undefined;
}

function propertiesOf(types: readonly ts.Type[] | undefined, name: string, checker: Checker): readonly ts.Type[] | undefined {
  const found = types?.map((type) => checker.getPropertyOfType(checker.getApparentType(checker.getNonNullableType(type)), name));
  return found?.every((property) => property !== undefined) ? found.map((property) => checker.getTypeOfSymbol(property)) : undefined;
}

/** A variable may be narrowed to a part of its type, so that only what is no promise at all is told. */
function ofIdentifier(node: ts.Identifier, memory: TypeMemory, depth: number): Declared {
  const declaration = symbolOf(node, memory.checker)?.valueDeclaration;
  if (!declaration || depth === 0 || hasWrittenType(declaration)) return undefined;
  if (ts.isBindingElement(declaration)) return typesOfVariable(declaration, memory, depth)?.every((type) => typeAwaitability(type, memory) === 'never') ? 'never' : undefined;
  if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) return undefined;
  if (declaration.type) return mayBePromiseType(declaration.type, memory.checker) ? undefined : 'never';
  const value = ts.isVariableDeclaration(declaration) && isConstant(declaration) ? declaration.initializer : undefined;
  return value && declaredAwaitability(value, memory, depth - 1) === 'never' ? 'never' : undefined;
}

function isConstant(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
}

/** `new Map()`, `new Date()`: what the language itself provides, promises aside. */
function isLanguageClass(callee: ts.Expression, { checker, program }: TypeMemory): boolean {
  if (!ts.isIdentifier(callee) || callee.text === 'Promise') return false;
  const declarations = checker.getSymbolAtLocation(callee)?.declarations ?? [];
  return declarations.some(ts.isInterfaceDeclaration) && declarations.every((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));
}

function ofCall(call: ts.CallExpression, memory: TypeMemory, depth: number): Declared {
  if (depth === 0 || ts.isOptionalChain(call)) return undefined;
  if (isFold(call)) return 'never';
  let callee: ts.Expression = call.expression;
  while (ts.isParenthesizedExpression(callee)) callee = callee.expression;
  if (ts.isFunctionLike(callee)) return ofFunction(callee, memory, depth - 1);
  if (ts.isCallExpression(callee)) return ofSecondCall(callee, memory, depth - 1);
  const symbol = isKnownByName(callee, memory.checker) ? symbolOf(callee, memory.checker) : undefined;
  if (!symbol) return undefined;
  return declaredResult(symbol, memory, depth - 1) ?? inferredResult(symbol, call, memory, depth - 1);
}

/** `list.reduce((sum, one) => sum + one.size, 0)`: gives what it begins with, or others of its kind. */
function isFold({ expression, arguments: [step, first] }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !/^reduce(?:Right)?$/.test(expression.name.text) || !step || !first) return false;
  return ts.isArrowFunction(step) && !isAsync(step) && (ts.isNumericLiteral(first) || ts.isBigIntLiteral(first) || ts.isStringLiteralLike(first) || first.kind === ts.SyntaxKind.TrueKeyword || first.kind === ts.SyntaxKind.FalseKeyword);
}

/** A name, or a member of what needs no inference: a namespace, a class, a variable that the language provides. */
function isKnownByName(callee: ts.Expression, checker: Checker): boolean {
  if (ts.isIdentifier(callee)) return true;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
  const symbol = symbolOf(callee.expression, checker);
  if (symbol === undefined) return false;
  const { valueDeclaration } = symbol;
  return (symbol.flags & (ts.SymbolFlags.Module | ts.SymbolFlags.Class | ts.SymbolFlags.Enum)) !== 0 || (valueDeclaration !== undefined && ts.isVariableDeclaration(valueDeclaration) && valueDeclaration.type !== undefined && valueDeclaration.getSourceFile().isDeclarationFile);
}

function ofDeclaration(declaration: ts.Declaration, memory: TypeMemory, depth: number): Declared {
  if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration)) return ofFunction(declaration, memory, depth);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  if (declaration.type) return ofCallOf(declaration.type, memory);
  const { initializer } = declaration;
  return initializer && isConstant(declaration) && ts.isFunctionLike(initializer) && !hasWrittenType(declaration) ? ofFunction(initializer, memory, depth) : undefined;
}

function ofFunction(fn: ts.SignatureDeclaration, memory: TypeMemory, depth: number): Declared {
  if (hasWrittenType(fn)) return undefined;
  if ('asteriskToken' in fn && fn.asteriskToken) return 'never';
  if (isAsync(fn)) return 'always';
  if (fn.type) return ofAnnotation(fn.type, memory);
  const body = 'body' in fn ? fn.body as ts.ConciseBody | undefined : undefined;
  if (!body || depth === 0) return undefined;
  if (!ts.isBlock(body)) return declaredAwaitability(body, memory, depth - 1);
  // Beside a promise nothing may be given where the function ends.
  return returnedValues(body).every((value) => declaredAwaitability(value, memory, depth - 1) === 'never') ? 'never' : undefined;
}

/** What calling something of an annotated type gives. */
function ofCallOf(type: ts.TypeNode, memory: TypeMemory): Declared {
  if (ts.isParenthesizedTypeNode(type)) return ofCallOf(type.type, memory);
  if (ts.isFunctionTypeNode(type)) return ofAnnotation(type.type, memory);
  if (!ts.isTypeReferenceNode(type) || type.typeArguments) return undefined;
  const members = (typeSymbol(type, memory.checker)?.declarations ?? []).flatMap((declaration) => (ts.isInterfaceDeclaration(declaration) && !declaration.heritageClauses ? [...declaration.members] : [undefined]));
  const calls = members.filter((member) => member === undefined || ts.isCallSignatureDeclaration(member)) as (ts.CallSignatureDeclaration | undefined)[];
  return agreed(calls.map((signature) => signature?.type && ofAnnotation(signature.type, memory)));
}

function ofAnnotation(type: ts.TypeNode, memory: TypeMemory): Declared {
  if (ts.isParenthesizedTypeNode(type)) return ofAnnotation(type.type, memory);
  if (isBuiltInPromise(type, memory)) return 'always';
  return mayBePromiseType(type, memory.checker) ? undefined : 'never';
}

function isBuiltInPromise(type: ts.TypeNode, { checker, program }: TypeMemory): boolean {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName) || type.typeName.text !== 'Promise') return false;
  return typeSymbol(type, checker)?.declarations?.some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile())) ?? false;
}

/** `getAction(client, load)(id)`: what the function gives that the first call gives. */
function ofSecondCall(first: ts.CallExpression, memory: TypeMemory, depth: number): Declared {
  const symbol = depth > 0 && !ts.isOptionalChain(first) && isKnownByName(first.expression, memory.checker) ? symbolOf(first.expression, memory.checker) : undefined;
  const fn = symbol && onlyFunctionOf(symbol);
  const given = fn?.type;
  if (!fn || !given || !ts.isFunctionTypeNode(given)) return undefined;
  return ofAnnotation(given.type, memory) ?? inferred(given.type, fn, first, memory, depth);
}

/** What a call gives whose function is declared to give what one of its arguments gives: `once(load)`. */
function inferredResult(symbol: ts.Symbol, call: ts.CallExpression, memory: TypeMemory, depth: number): Declared {
  const fn = onlyFunctionOf(symbol);
  return fn?.type && inferred(fn.type, fn, call, memory, depth);
}

/** The answer for a type parameter that nothing but the result of one parameter's function tells: `<R>(run: () => R) => R`. */
function inferred(type: ts.TypeNode, fn: ts.FunctionDeclaration, { arguments: values, typeArguments }: ts.CallExpression, memory: TypeMemory, depth: number): Declared {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName) || type.typeArguments || typeArguments || values.some(ts.isSpreadElement)) return undefined;
  const { text } = type.typeName;
  const own = fn.typeParameters?.find(({ name }) => name.text === text);
  if (!own || own.constraint || own.default) return undefined;
  const word = new RegExp(`\\b${text.replaceAll('$', '\\$')}\\b`);
  const mentioning = [...fn.parameters, ...fn.typeParameters ?? []].filter((node) => node !== own && word.test(node.getText()));
  const [source] = mentioning;
  if (!source || mentioning.length > 1 || !ts.isParameter(source) || source.dotDotDotToken || !source.type || !ts.isFunctionTypeNode(source.type)) return undefined;
  const taken = source.type;
  const isBare = ts.isTypeReferenceNode(taken.type) && ts.isIdentifier(taken.type.typeName) && taken.type.typeName.text === text;
  if (!isBare || taken.typeParameters || taken.parameters.some((parameter) => word.test(parameter.getText()))) return undefined;
  const value = values[fn.parameters.indexOf(source)];
  return value && resultOfValue(value, memory, depth);
}

/** What a call of a value gives that is handed over: a function, or the name of one that has no overloads. */
function resultOfValue(value: ts.Expression, memory: TypeMemory, depth: number): Declared {
  if (ts.isFunctionLike(value)) return ofFunction(value, memory, depth);
  const symbol = ts.isIdentifier(value) ? symbolOf(value, memory.checker) : undefined;
  const fn = symbol && onlyFunctionOf(symbol);
  return fn && ofFunction(fn, memory, depth);
}

function onlyFunctionOf({ declarations = [] }: ts.Symbol): ts.FunctionDeclaration | undefined {
  const [first] = declarations.filter((declaration) => !ts.isModuleDeclaration(declaration));
  return first && ts.isFunctionDeclaration(first) && declarations.filter(ts.isFunctionDeclaration).length === 1 ? first : undefined;
}

function typeSymbol(type: ts.TypeReferenceNode, checker: Checker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(type.typeName);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** JavaScript may say in a comment what something is. */
function hasWrittenType(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.JavaScriptFile) !== 0 && ts.getJSDocTags(node).length > 0;
}

/** What the `return` statements of a function give. */
function returnedValues(body: ts.Block): ts.Expression[] {
  const found: ts.Expression[] = [];
  const stack: ts.Node[] = [body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, (child) => { if (!ts.isFunctionLike(child) && !ts.isClassLike(child)) stack.push(child); });
  }
  return found;
}

/** The answer that all give. */
function agreed(answers: readonly Declared[]): Declared {
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : undefined;
}
