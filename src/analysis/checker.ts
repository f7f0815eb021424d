import type ts from 'typescript';

/**
 * What is asked of a type checker: TypeScript 6's own is one, and native TypeScript answers by the same interface. Nodes are always
 * TypeScript 6's, and so are the declarations of symbols.
 */
export type Checker = Pick<ts.TypeChecker,
  | 'getTypeAtLocation' | 'getTypeFromTypeNode' | 'getTypeOfSymbol' | 'getTypeOfSymbolAtLocation' | 'getDeclaredTypeOfSymbol' | 'getContextualType'
  | 'getSymbolAtLocation' | 'getAliasedSymbol' | 'getShorthandAssignmentValueSymbol' | 'getPropertyOfType' | 'getPropertiesOfType'
  | 'getSignaturesOfType' | 'getSignatureFromDeclaration' | 'getReturnTypeOfSignature'
  | 'getNonNullableType' | 'getAwaitedType' | 'getApparentType' | 'getBaseConstraintOfType' | 'getBaseTypes'
  | 'getIndexTypeOfType' | 'getIndexInfosOfType' | 'getTypeArguments' | 'isTupleType' | 'isArrayType' | 'typeToString'>;

/** Thrown by a checker for what it cannot work out. The rest of the file can still be asked about. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Thrown by a checker that is gone: its process has ended. Nothing more can be asked; whoever holds it asks another one. */
export class CheckerLost extends Error {
  override readonly name = 'CheckerLost';
}
