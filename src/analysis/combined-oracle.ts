import type { Awaitability, TypeOracle } from './oracle.ts';
import type { Node } from './nodes.ts';

/**
 * Asks types first, and syntax where types do not know: without installed dependencies most types are `any`,
 * yet `fs.promises.readFile()` is a promise by its binding alone.
 */
export function combinedOracle(types: TypeOracle, syntax: TypeOracle): TypeOracle {
  const either = (ask: (oracle: TypeOracle) => Awaitability): Awaitability => {
    const typed = ask(types);
    return typed === 'unknown' ? ask(syntax) : typed;
  };
  return {
    ...types,
    awaitability: (node: Node) => either((oracle) => oracle.awaitability(node)),
    elementAwaitability: (node: Node) => either((oracle) => oracle.elementAwaitability(node)),
    returnAwaitability: (node: Node) => either((oracle) => oracle.returnAwaitability(node)),
    isCertain: (node: Node) => types.isCertain(node) || syntax.isCertain(node),
    givesPromise: (node: Node) => types.givesPromise(node) || syntax.givesPromise(node),
    typeOrigin: (node: Node) => types.typeOrigin(node) ?? syntax.typeOrigin(node),
    parameterCount: (node: Node) => types.parameterCount(node) ?? syntax.parameterCount(node),
    tupleLength: (node: Node) => types.tupleLength(node) ?? syntax.tupleLength(node),
    isPrimitive: (node: Node) => types.isPrimitive(node) ?? syntax.isPrimitive(node),
  };
}
