import type { Expression, Node as NativeNode, TypeNode } from '@typescript/native/ast';
import type { Checker as NativeChecker, InterfaceType, Type, TypeReference } from '@typescript/native/sync';
import ts from 'typescript';
import type { Checker } from '../../analysis/checker.ts';
import { alike } from './alike.ts';
import type { Wrappers } from './types.ts';

/**
 * Native TypeScript as a checker. A question goes to the other process and back (about 70 microseconds), and is asked once: the answers
 * are remembered here. What native TypeScript knows nothing of has an unknown type and no symbol.
 */
export function nativeChecker(native: NativeChecker, wrappers: Wrappers): Checker {
  const { ask, unknown } = wrappers;
  const at = <N, A>(question: (node: N) => A): ((node: ts.Node) => A | undefined) => remembered((node) => {
    const found = wrappers.nodeBehind(node);
    return found && ask(() => question(found as N));
  });
  const of = <T extends Type, A>(question: (type: T) => A): ((type: ts.Type) => A | undefined) => remembered((type) => {
    const found = wrappers.typeBehind(type);
    return found && ask(() => question(found as T));
  });
  const typeOfNode = at((node: TypeNode) => native.getTypeFromTypeNode(node));
  const contextual = at((node: Expression) => native.getContextualType(node));
  /** Asks about several nodes at once. */
  const together = <A>(what: 'symbol' | 'type', question: (nodes: readonly NativeNode[]) => readonly A[]): ((node: ts.Node) => A | undefined) => {
    const answers = new Map<ts.Node, A | undefined>();
    return (node) => {
      if (!answers.has(node)) {
        const asked = alike(node, what).filter((one) => !answers.has(one)).map((one) => ({ one, place: wrappers.nodeBehind(one) }));
        const found = ask(() => question(asked.map(({ place }) => place).filter((place) => place !== undefined)));
        let next = 0;
        for (const { one, place } of asked) answers.set(one, place && found[next++]);
      }
      return answers.get(node);
    };
  };
  const typeAt = together('type', (nodes) => native.getTypeAtLocation(nodes));
  const symbolAt = together('symbol', (nodes) => native.getSymbolAtLocation(nodes));
  const shorthand = at((node: NativeNode) => native.getShorthandAssignmentValueSymbol(node));
  const signatureOf = at((node: NativeNode) => native.getSignatureFromDeclaration(node));
  const nonNullable = of((type) => native.getNonNullableType(type));
  const awaited = of((type) => native.getAwaitedType(type));
  const apparent = of((type) => native.getApparentType(type));
  const constraint = of((type) => native.getBaseConstraintOfType(type));
  const properties = of((type) => native.getPropertiesOfType(type));
  const bases = of((type: InterfaceType) => (type.isClassOrInterface() ? native.getBaseTypes(type) : []));
  const indexes = of((type) => native.getIndexInfosOfType(type));
  const typeArguments = of((type: TypeReference) => (type.isTypeReference() ? native.getTypeArguments(type) : []));
  const isTuple = of((type) => native.isTupleType(type));
  const isArray = of((type) => native.isArrayType(type));
  const aliased = remembered((symbol: ts.Symbol) => ask(() => native.getAliasedSymbol(wrappers.symbolBehind(symbol))));
  const typeOf = remembered((symbol: ts.Symbol) => ask(() => native.getTypeOfSymbol(wrappers.symbolBehind(symbol))));
  const declaredType = remembered((symbol: ts.Symbol) => ask(() => native.getDeclaredTypeOfSymbol(wrappers.symbolBehind(symbol))));
  const known = (type: Type | undefined): ts.Type => wrappers.type(type) ?? unknown;

  /** Of an interface after `implements` native TypeScript gives no type. Its type arguments do not matter to what is asked here. */
  const implemented = (node: ts.Node): ts.Type | undefined => {
    if (!ts.isExpressionWithTypeArguments(node) || !ts.isHeritageClause(node.parent) || node.parent.token !== ts.SyntaxKind.ImplementsKeyword) return undefined;
    const symbol = wrappers.symbol(symbolAt(node.expression));
    return symbol && known(declaredType(symbol.flags & ts.SymbolFlags.Alias ? wrappers.symbol(aliased(symbol)) : symbol));
  };

  return {
    getTypeAtLocation: (node) => implemented(node) ?? known(typeAt(node)),
    getTypeFromTypeNode: (node) => known(typeOfNode(node)),
    getContextualType: (node) => wrappers.type(contextual(node)),
    getTypeOfSymbol: (symbol) => known(typeOf(symbol)),
    getTypeOfSymbolAtLocation(symbol, node) {
      const place = wrappers.nodeBehind(node);
      return place ? wrappers.type(ask(() => native.getTypeOfSymbolAtLocation(wrappers.symbolBehind(symbol), place))) : unknown;
    },
    getDeclaredTypeOfSymbol: (symbol) => known(declaredType(symbol)),
    getSymbolAtLocation: (node) => wrappers.symbol(symbolAt(node)),
    getAliasedSymbol: (symbol) => wrappers.symbol(aliased(symbol)),
    getShorthandAssignmentValueSymbol: (node) => (node ? wrappers.symbol(shorthand(node)) : undefined),
    getPropertyOfType(type, name) {
      const found = wrappers.typeBehind(type);
      return found && wrappers.symbol(ask(() => native.getPropertyOfType(found, name)));
    },
    getPropertiesOfType: (type) => (properties(type) ?? []).map((property) => wrappers.symbol(property)),
    // Nobody asks for what `new` gives.
    getSignaturesOfType: (type) => type.getCallSignatures(),
    getSignatureFromDeclaration(node) {
      const signature = signatureOf(node);
      return signature && wrappers.signature(signature);
    },
    getReturnTypeOfSignature: (signature) => signature.getReturnType(),
    getNonNullableType: (type) => known(nonNullable(type)),
    getAwaitedType: (type) => wrappers.type(awaited(type)),
    getApparentType: (type) => known(apparent(type)),
    getBaseConstraintOfType: (type) => wrappers.type(constraint(type)),
    getBaseTypes: (type) => (bases(type) ?? []).map((base) => wrappers.type(base)) as ts.BaseType[],
    getIndexTypeOfType(type, kind) {
      const found = wrappers.typeBehind(type);
      return found && wrappers.type(ask(() => native.getIndexTypeOfType(found, kind as number)));
    },
    // Counted, and not looked into.
    getIndexInfosOfType: (type) => (indexes(type) ?? []) as unknown as ts.IndexInfo[],
    getTypeArguments: (type) => (typeArguments(type) ?? []).map((argument) => wrappers.type(argument)),
    isTupleType: (type) => isTuple(type) ?? false,
    isArrayType: (type) => isArray(type) ?? false,
    typeToString(type, node, flags) {
      const found = wrappers.typeBehind(type);
      return found ? ask(() => native.typeToString(found, node && wrappers.nodeBehind(node), flags as number | undefined)) : 'any';
    },
  };
}

function remembered<K, A>(answer: (key: K) => A): (key: K) => A {
  const known = new Map<K, { answer: A }>();
  return (key) => {
    let found = known.get(key);
    if (!found) known.set(key, (found = { answer: answer(key) }));
    return found.answer;
  };
}
