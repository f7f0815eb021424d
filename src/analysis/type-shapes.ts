import ts from 'typescript';
import type { Checker } from './checker.ts';

/** How far the names of types are followed. */
const maxDepth = 6;

/** What is looked for among the types that an annotation is written with. */
interface Shape {
  /** Of a type that is spelled out: neither a name, nor made of other types by `|`, `&`, `?:`. */
  isLeaf(type: ts.TypeNode): boolean;
  /** Whatever an interface or class inherits. */
  isDeclared(declaration: ts.InterfaceDeclaration | ts.ClassLikeDeclaration): boolean;
  /** Of a type parameter without constraint. */
  isParameter: boolean;
}

const functionShape: Shape = {
  isLeaf: (type) => (ts.isTypeLiteralNode(type) ? type.members.some(ts.isCallSignatureDeclaration) : !isPlain(type) && !isKeyword(type)),
  isDeclared: (declaration) => declaration.members.some((member) => ts.isCallSignatureDeclaration(member)),
  // Asked for what it is declared as, which nobody can call.
  isParameter: false,
};

const promiseShape: Shape = {
  // `any` may be a promise.
  isLeaf: (type) => !isPlain(type) && !ts.isTypeLiteralNode(type) && !ts.isFunctionTypeNode(type) && !(isKeyword(type) && type.kind !== ts.SyntaxKind.AnyKeyword && type.kind !== ts.SyntaxKind.UnknownKeyword),
  isDeclared: ({ name }) => name?.text === 'Promise',
  isParameter: true,
};

/**
 * Whether a type annotation may be that of a function, by how it and the types it names are written. Saves working out the members
 * of large generic types that certainly are none. Errs on the side of yes.
 */
export function mayBeFunctionType(type: ts.TypeNode, checker: Checker): boolean {
  return mayHave(type, functionShape, checker, maxDepth);
}

/** As `mayBeFunctionType`, whether it may be that of a promise or a union with one, or not known. */
export function mayBePromiseType(type: ts.TypeNode, checker: Checker): boolean {
  return mayHave(type, promiseShape, checker, maxDepth);
}

function mayHave(type: ts.TypeNode, shape: Shape, checker: Checker, depth: number): boolean {
  if (ts.isParenthesizedTypeNode(type) || ts.isOptionalTypeNode(type)) return mayHave(type.type, shape, checker, depth);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.some((part) => mayHave(part, shape, checker, depth));
  if (ts.isConditionalTypeNode(type)) return mayHave(type.trueType, shape, checker, depth) || mayHave(type.falseType, shape, checker, depth);
  if (ts.isTypeReferenceNode(type)) return depth === 0 || mayName(type.typeName, shape, checker, depth);
  return shape.isLeaf(type);
}

/** What is neither a function nor a promise, whatever stands in it. */
function isPlain(type: ts.TypeNode): boolean {
  return ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type) || ts.isMappedTypeNode(type) || ts.isLiteralTypeNode(type) || ts.isTemplateLiteralTypeNode(type) || ts.isTypePredicateNode(type)
    || (ts.isTypeOperatorNode(type) && (type.operator === ts.SyntaxKind.KeyOfKeyword || ts.isArrayTypeNode(type.type) || ts.isTupleTypeNode(type.type)));
}

function isKeyword({ kind }: ts.TypeNode): boolean {
  return kind !== ts.SyntaxKind.ThisType && kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword;
}

function mayName(name: ts.EntityName, shape: Shape, checker: Checker, depth: number): boolean {
  const found = checker.getSymbolAtLocation(name);
  const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  // A namespace or a function may share the name.
  const declarations = (symbol?.declarations ?? []).filter((declaration) => !ts.isModuleDeclaration(declaration) && !ts.isFunctionDeclaration(declaration) && !ts.isVariableDeclaration(declaration));
  return declarations.length === 0 || declarations.some((declaration) => {
    if (ts.isTypeAliasDeclaration(declaration)) return mayHave(declaration.type, shape, checker, depth - 1);
    if (ts.isTypeParameterDeclaration(declaration)) return shape.isParameter || (declaration.constraint !== undefined && mayHave(declaration.constraint, shape, checker, depth - 1));
    if (ts.isInterfaceDeclaration(declaration) || ts.isClassLike(declaration)) return shape.isDeclared(declaration) || basesOf(declaration).some((base) => !ts.isEntityName(base) || depth === 0 || mayName(base, shape, checker, depth - 1));
    return !(ts.isEnumDeclaration(declaration) || ts.isEnumMember(declaration));
  });
}

/** What an interface or class inherits from. A class only implements interfaces. */
function basesOf({ heritageClauses }: ts.InterfaceDeclaration | ts.ClassLikeDeclaration): ts.Expression[] {
  return (heritageClauses ?? []).filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword).flatMap(({ types }) => types.map(({ expression }) => expression));
}
