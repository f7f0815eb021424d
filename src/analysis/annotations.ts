import type { Awaitability } from './oracle.ts';
import { ancestor, isFunction, keyName, propertyName, T, unwrap, type Node, type TSESTree } from './nodes.ts';
import type { Scopes } from './scopes.ts';

/** What an annotation says, or a function or class declaration in its place. */
type Written = TSESTree.TypeNode | FunctionLike | TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.TSInterfaceDeclaration;
type FunctionLike = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression | TSESTree.TSDeclareFunction | TSESTree.TSEmptyBodyFunctionExpression | TSESTree.TSMethodSignature;

/** What the annotations of one file say of expressions: types that are written in the file itself, without a checker. */
export interface Annotations {
  awaitability(node: Node): Awaitability;
  /** Of the elements of an array. */
  elementAwaitability(node: Node): Awaitability;
  /** Of what a function gives when it is called. */
  returnAwaitability(node: Node): Awaitability;
  /** The number of elements of a tuple. */
  tupleLength(node: Node): number | undefined;
  /** The number of keys of an object whose keys are listed: `Record<'a' | 'b', T>`, `{ [K in Kind]: T }`. */
  keyCount(node: Node): number | undefined;
}

const maxSteps = 12;

export function annotations(scopes: Scopes): Annotations {
  /** All that is written of an expression: one for each overload. Nothing where it is not known. */
  const writtenOf = (node: Node, steps: number): readonly Written[] => {
    const at = unwrap(node);
    if (steps === 0) return [];
    switch (at.type) {
      case T.Identifier:
        return ofVariable(at, steps - 1);
      case T.ThisExpression: {
        const body = ancestor(at, (outer) => outer.type === T.ClassBody || (isFunction(outer) && outer.type !== T.ArrowFunctionExpression && outer.parent.type !== T.MethodDefinition));
        return body?.type === T.ClassBody ? [body.parent] : [];
      }
      case T.MemberExpression: {
        const name = propertyName(at);
        return name === undefined ? [] : writtenOf(at.object, steps - 1).flatMap((owner) => memberOf(owner, name, steps - 1));
      }
      case T.CallExpression:
        return returnsOf(writtenOf(at.callee, steps - 1), steps - 1);
      case T.NewExpression: {
        const made = writtenOf(at.callee, steps - 1);
        return made.every((one) => one.type === T.ClassDeclaration || one.type === T.ClassExpression) ? made : [];
      }
      case T.AwaitExpression:
        return writtenOf(at.argument, steps - 1).flatMap((type) => promised(type, steps - 1));
      default:
        return [];
    }
  };

  const ofVariable = (identifier: TSESTree.Identifier, steps: number): readonly Written[] => {
    const definitions = scopes.variableOf(identifier)?.defs ?? [];
    if (definitions.length === 0) return [];
    const found = definitions.map(({ node, name }): readonly Written[] => {
      const at = node as Node;
      if ((at.type === T.FunctionDeclaration || at.type === T.TSDeclareFunction) && at.id === name) return [at];
      if (at.type === T.ClassDeclaration && at.id === name) return [at];
      if (name.type === T.Identifier && name.typeAnnotation) return [name.typeAnnotation.typeAnnotation];
      if (at.type !== T.VariableDeclarator || at.id !== name || at.parent.kind !== 'const' || !at.init) return [];
      return writtenOf(at.init, steps);
    });
    // An implementation's own signature is not one of its overloads.
    return found.every((one) => one.length > 0) ? found.flat().filter((one) => found.length === 1 || one.type !== T.FunctionDeclaration) : [];
  };

  const resolved = (type: Written, steps: number): readonly Written[] => {
    if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier || steps === 0) return [type];
    const definitions = scopes.variableOf(type.typeName)?.defs ?? [];
    if (definitions.length !== 1) return definitions.length === 0 ? [type] : [];
    const node = definitions[0]?.node as Node;
    if (node.type === T.TSTypeAliasDeclaration) return node.typeParameters ? [] : resolved(node.typeAnnotation, steps - 1);
    return node.type === T.TSInterfaceDeclaration || node.type === T.ClassDeclaration ? [node] : [];
  };

  const memberOf = (owner: Written, name: string, steps: number): readonly Written[] => resolved(owner, steps).flatMap((type): readonly Written[] => {
    if (type.type === T.ClassDeclaration || type.type === T.ClassExpression) {
      const member = type.body.body.find((one) => (one.type === T.MethodDefinition || one.type === T.PropertyDefinition) && keyName(one) === name);
      if (member?.type === T.MethodDefinition) return member.kind === 'method' ? [member.value] : [];
      return member?.type === T.PropertyDefinition && member.typeAnnotation ? [member.typeAnnotation.typeAnnotation] : [];
    }
    const members = type.type === T.TSInterfaceDeclaration ? type.body.body : type.type === T.TSTypeLiteral ? type.members : [];
    return members.flatMap((member): readonly Written[] => {
      if ((member.type !== T.TSMethodSignature && member.type !== T.TSPropertySignature) || member.computed || member.key.type !== T.Identifier || member.key.name !== name) return [];
      if (member.type === T.TSMethodSignature) return [member];
      return member.typeAnnotation ? [member.typeAnnotation.typeAnnotation] : [];
    });
  });

  const returnsOf = (functions: readonly Written[], steps: number): readonly Written[] => {
    const found = functions.flatMap((fn) => resolved(fn, steps)).map((fn): readonly Written[] => {
      if (isFunctionLike(fn) || fn.type === T.TSFunctionType) return fn.returnType ? [fn.returnType.typeAnnotation] : [];
      return [];
    });
    return found.every((one) => one.length > 0) ? found.flat() : [];
  };

  const isPromise = (type: Written): type is TSESTree.TSTypeReference =>
    type.type === T.TSTypeReference && type.typeName.type === T.Identifier && type.typeName.name === 'Promise' && !scopes.variableOf(type.typeName);

  const promised = (type: Written, steps: number): readonly Written[] => resolved(type, steps).flatMap((one): readonly Written[] => (isPromise(one) ? one.typeArguments?.params.slice(0, 1) ?? [] : [one]));

  const ofType = (type: Written, steps: number): Awaitability => agreed(resolved(type, steps).map((one): Awaitability => {
    if (isPromise(one)) return 'always';
    switch (one.type) {
      case T.TSUnionType: {
        const parts = one.types.map((part) => ofType(part, steps - 1));
        const isMixed = parts.includes('sometimes') || (parts.includes('always') && parts.some((part) => part !== 'always'));
        return isMixed ? 'sometimes' : agreed(parts);
      }
      case T.TSVoidKeyword: case T.TSUndefinedKeyword: case T.TSNullKeyword: case T.TSNeverKeyword: case T.TSStringKeyword: case T.TSNumberKeyword: case T.TSBooleanKeyword:
      case T.TSBigIntKeyword: case T.TSSymbolKeyword: case T.TSLiteralType: case T.TSTemplateLiteralType: case T.TSArrayType: case T.TSTupleType: case T.TSFunctionType: case T.TSTypePredicate:
        return 'never';
      default:
        return 'unknown';
    }
  }));

  const elementsOf = (type: Written, steps: number): readonly Written[] => resolved(type, steps).flatMap((one): readonly Written[] => {
    if (one.type === T.TSArrayType) return [one.elementType];
    if (one.type === T.TSTypeOperator && one.typeAnnotation) return elementsOf(one.typeAnnotation, steps - 1);
    const isArray = one.type === T.TSTypeReference && one.typeName.type === T.Identifier && /^(?:Readonly)?Array$/.test(one.typeName.name);
    return isArray ? one.typeArguments?.params.slice(0, 1) ?? [] : [];
  });

  const lengthOf = (type: Written): number | undefined => {
    if (type.type === T.TSTypeOperator && type.typeAnnotation) return lengthOf(type.typeAnnotation);
    return type.type === T.TSTupleType && !type.elementTypes.some((element) => element.type === T.TSRestType) ? type.elementTypes.length : undefined;
  };

  /** How many literals a type is made of. */
  const literalsOf = (type: Written, steps: number): number | undefined => {
    const [only, ...others] = resolved(type, steps);
    if (!only || others.length > 0 || steps === 0) return undefined;
    if (only.type === T.TSLiteralType) return 1;
    if (only.type !== T.TSUnionType) return undefined;
    return only.types.map((part) => literalsOf(part, steps - 1)).reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
  };

  const keysOf = (type: Written): number | undefined => {
    if (type.type === T.TSMappedType && type.constraint) return literalsOf(type.constraint, maxSteps);
    const isRecord = type.type === T.TSTypeReference && type.typeName.type === T.Identifier && type.typeName.name === 'Record' && !scopes.variableOf(type.typeName);
    const keys = isRecord ? type.typeArguments?.params[0] : undefined;
    return keys && literalsOf(keys, maxSteps);
  };

  /** What the one annotation of an expression says. */
  const only = <A>(node: Node, ask: (type: Written) => A): A | undefined => {
    const [type, ...others] = writtenOf(node, maxSteps).flatMap((one) => resolved(one, maxSteps));
    return type && others.length === 0 ? ask(type) : undefined;
  };

  return {
    tupleLength: (node) => only(node, lengthOf),
    keyCount: (node) => only(node, keysOf),
    awaitability: (node) => agreed(writtenOf(node, maxSteps).map((type) => ofType(type, maxSteps))),
    elementAwaitability: (node) => agreed(writtenOf(node, maxSteps).flatMap((type) => elementsOf(type, maxSteps)).map((type) => ofType(type, maxSteps))),
    returnAwaitability: (node) => agreed(returnsOf(writtenOf(node, maxSteps), maxSteps).map((type) => ofType(type, maxSteps))),
  };
}

function isFunctionLike(type: Written): type is FunctionLike {
  return isFunction(type) || type.type === T.TSDeclareFunction || type.type === T.TSEmptyBodyFunctionExpression || type.type === T.TSMethodSignature;
}

/** What all say. Overloads that differ leave it open: arguments would tell. */
function agreed(answers: readonly Awaitability[]): Awaitability {
  const [first = 'unknown'] = answers;
  return answers.every((answer) => answer === first) ? first : 'unknown';
}
