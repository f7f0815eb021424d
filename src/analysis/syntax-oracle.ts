import { annotations } from './annotations.ts';
import { asFunction, functionOf } from './functions.ts';
import { isFunction, propertyName, T, unwrap, walkOwn, type FunctionNode, type Node, type TSESTree } from './nodes.ts';
import type { Awaitability, TypeOracle } from './oracle.ts';
import { originOf } from './origin.ts';
import { resolveConstant, type Scopes } from './scopes.ts';

/** Functions known to return a promise, by origin; "promisify()" is what a call of `promisify` gives. Data of the caller, so that analysis holds none. */
export type ReturnsPromise = (module: string, name: string) => boolean;

const promiseMethods = new Set(['then', 'catch', 'finally']);
/** Array methods whose result holds elements of the array they are called on. */
const keepElements = new Set(['filter', 'slice', 'concat', 'reverse', 'toReversed', 'sort', 'toSorted']);

/** What other files say of what is named here. */
export interface FarAnswers {
  /** Whether a call of it gives a promise. */
  awaitability(callee: Node): Awaitability;
  /** How many elements an array literal has that stands there. */
  arrayLength(named: Node): number | undefined;
}

const nothingFar: FarAnswers = { awaitability: () => 'unknown', arrayLength: () => undefined };

/** The number of elements in an array literal, if its text tells. */
export function lengthOf({ elements }: TSESTree.ArrayExpression): number | undefined {
  return elements.every((element) => element?.type !== T.SpreadElement) ? elements.length : undefined;
}

/**
 * Answers from the text of one file: async functions, promises made on the spot, functions that data knows. Everything else is
 * unknown, unless `far` tells what other files say.
 */
export function syntaxOracle(scopes: Scopes, returnsPromise: ReturnsPromise, far: FarAnswers = nothingFar): TypeOracle {
  const nothing = { awaitability: () => 'unknown' as const, declaration: () => undefined };
  const resolve = (node: Node): FunctionNode | undefined => functionOf(node, scopes, nothing as unknown as TypeOracle, () => undefined, '');

  const written = annotations(scopes);

  const awaitability = (node: Node, steps = 8): Awaitability => {
    const answer = byText(node, steps);
    return answer === 'unknown' ? written.awaitability(node) : answer;
  };

  const byText = (node: Node, steps: number): Awaitability => {
    const at = unwrap(node);
    if (steps === 0) return 'unknown';
    switch (at.type) {
      case T.CallExpression: {
        const callee = unwrap(at.callee);
        const fn = resolve(callee);
        if (fn) return ofFunction(fn, steps - 1);
        if (isPromiseFunction(callee)) return 'always';
        if (callee.type === T.MemberExpression && promiseMethods.has(propertyName(callee) ?? '')) return awaitability(callee.object, steps - 1) === 'always' ? 'always' : 'unknown';
        return ofFarFunction(callee);
      }
      case T.NewExpression: {
        const origin = originOf(at.callee, scopes);
        return origin?.module === 'global' ? (origin.name === 'Promise' ? 'always' : 'unknown') : 'unknown';
      }
      case T.ImportExpression:
        return 'always';
      case T.Identifier: {
        const value = resolveConstant(at, scopes);
        return value === at ? 'unknown' : awaitability(value, steps - 1);
      }
      case T.ConditionalExpression:
        return join(awaitability(at.consequent, steps - 1), awaitability(at.alternate, steps - 1));
      case T.LogicalExpression:
        return awaitability(at.right, steps - 1) === 'always' ? 'sometimes' : awaitability(at.left, steps - 1);
      case T.SequenceExpression:
        return awaitability(at.expressions[at.expressions.length - 1] as Node, steps - 1);
      case T.AssignmentExpression:
        return at.operator === '=' ? awaitability(at.right, steps - 1) : 'never';
      // `return;`, see returnedValues.
      case T.ReturnStatement:
      case T.Literal: case T.TemplateLiteral: case T.BinaryExpression: case T.UnaryExpression: case T.UpdateExpression:
      case T.ArrayExpression: case T.ObjectExpression: case T.ClassExpression: case T.FunctionExpression: case T.ArrowFunctionExpression:
        return 'never';
      default:
        return 'unknown';
    }
  };

  const ofFunction = (fn: FunctionNode, steps: number): Awaitability => {
    if (fn.generator) return 'never';
    if (fn.async) return 'always';
    if (fn.body.type !== T.BlockStatement) return awaitability(fn.body, steps);
    const annotation = fn.returnType?.typeAnnotation;
    if (annotation) return isPromiseType(annotation) ? 'always' : 'unknown';
    const returned = returnedValues(fn.body);
    if (returned.length === 0) return 'never';
    const last = fn.body.body[fn.body.body.length - 1];
    const answer = returned.map((value) => awaitability(value, steps)).reduce(join);
    // A way past all the returns gives undefined.
    return answer === 'always' && last?.type !== T.ReturnStatement && last?.type !== T.TryStatement && last?.type !== T.IfStatement ? 'sometimes' : answer;
  };

  const isPromiseFunction = (callee: Node): boolean => {
    const origin = originOf(callee, scopes);
    if (origin && returnsPromise(origin.module, origin.name)) return true;
    const made = resolveConstant(callee, scopes);
    const maker = made.type === T.CallExpression ? originOf(made.callee, scopes) : undefined;
    return maker !== undefined && returnsPromise(maker.module, `${maker.name}()`);
  };

  const elementAwaitability = (node: Node, steps: number): Awaitability => {
    const at = resolveConstant(node, scopes);
    if (steps === 0) return 'unknown';
    if (at.type === T.ArrayExpression && at.elements.length > 0) {
      return at.elements.map((element) => {
        if (element?.type === T.SpreadElement) return elementAwaitability(element.argument, steps - 1);
        return element ? awaitability(element, steps - 1) : 'never';
      }).reduce(join);
    }
    const listed = written.elementAwaitability(at);
    if (at.type !== T.CallExpression || listed !== 'unknown') return listed;
    const callee = unwrap(at.callee);
    if (callee.type !== T.MemberExpression) return 'unknown';
    const method = propertyName(callee) ?? '';
    const isArrayFrom = method === 'from' && callee.object.type === T.Identifier && callee.object.name === 'Array' && !scopes.variableOf(callee.object);
    const callback = at.arguments[isArrayFrom ? 1 : 0];
    if (method === 'map' || (isArrayFrom && callback)) return callback ? callbackAwaitability(callback) : 'unknown';
    return keepElements.has(method) ? elementAwaitability(callee.object, steps - 1) : 'unknown';
  };

  const callbackAwaitability = (node: Node): Awaitability => {
    const fn = resolve(node);
    if (fn) return ofFunction(fn, 6);
    const answer = written.returnAwaitability(node);
    if (answer !== 'unknown') return answer;
    return isPromiseFunction(unwrap(node)) ? 'always' : ofFarFunction(unwrap(node));
  };

  /** What another file says of a function that is defined there. */
  const ofFarFunction = (callee: Node): Awaitability => (callee.type === T.Identifier || callee.type === T.MemberExpression ? far.awaitability(callee) : 'unknown');

  return {
    kind: 'syntax',
    awaitability: (node) => awaitability(node),
    elementAwaitability: (node) => elementAwaitability(node, 8),
    returnAwaitability: callbackAwaitability,
    origin(node) {
      const at = unwrap(node);
      const name = at.type === T.MemberExpression ? propertyName(at) : undefined;
      const owner = at.type === T.MemberExpression ? builtinClass(at.object, scopes) : undefined;
      return name === undefined || owner === undefined ? undefined : { module: 'global', name: `${owner}#${name}` };
    },
    typeOrigin(node) {
      const origin = originOf(resolveConstant(node, scopes), scopes);
      return origin?.name.endsWith('#') ? { module: origin.module, name: origin.name.slice(0, -1), inProject: origin.module.startsWith('.') } : undefined;
    },
    declaration: () => undefined,
    hasMember: () => undefined,
    resultHasMember: () => undefined,
    expectsVoid: () => undefined,
    isAwaitedSomewhere: () => false,
    overridesVoid: () => false,
    givesPromise(node) {
      const variable = scopes.variableOf(unwrap(node));
      // What is declared as something else is passed off as that.
      if (variable?.defs.some(({ name }) => name.type === T.Identifier && name.typeAnnotation)) return false;
      const fn = resolve(node);
      return fn !== undefined && fn.async && !fn.generator;
    },
    isCertain: (node) => awaitability(node) === 'always',
    disposability: () => undefined,
    tupleLength(node) {
      const at = resolveConstant(node, scopes);
      return at.type === T.ArrayExpression ? lengthOf(at) : written.tupleLength(at) ?? far.arrayLength(at);
    },
    parameterCount(node) {
      const fn = resolve(node);
      return fn && fn.params.every((parameter) => parameter.type !== T.RestElement) ? fn.params.length : undefined;
    },
    argumentCount: () => undefined,
    finiteKeys: (node) => written.keyCount(node),
    isPrimitive(node) {
      const at = resolveConstant(node, scopes);
      if (at.type === T.Literal) return !('regex' in at);
      return at.type === T.TemplateLiteral || elementsBehind(at, scopes) ? true : asFunction(at) ? false : undefined;
    },
    resolvesToVoid: () => undefined,
    allowsTopLevelAwait: () => undefined,
    typeText: () => undefined,
  };
}

/** The class whose methods a literal has, or the element of a list of literals. */
function builtinClass(node: Node, scopes: Scopes): string | undefined {
  const at = resolveConstant(node, scopes);
  if (at.type === T.ArrayExpression) return 'Array';
  return at.type === T.TemplateLiteral || (at.type === T.Literal && typeof at.value === 'string') || elementsBehind(at, scopes)?.every((element) => typeof element.value === 'string') ? 'String' : undefined;
}

/** The list of literals whose elements the parameter of a callback is given: `['a', 'b'].map((name) => …)`. */
function elementsBehind(node: Node, scopes: Scopes): TSESTree.Literal[] | undefined {
  const definition = node.type === T.Identifier ? scopes.variableOf(node)?.defs[0] : undefined;
  const fn = definition?.node as Node | undefined;
  if (!isFunction(fn) || fn.params[0] !== definition?.name || fn.parent.type !== T.CallExpression || fn.parent.arguments[0] !== fn) return undefined;
  const callee = unwrap(fn.parent.callee);
  if (callee.type !== T.MemberExpression || !/^(?:map|flatMap|forEach|filter|some|every|find)$/.test(propertyName(callee) ?? '')) return undefined;
  const list = resolveConstant(callee.object, scopes);
  const elements = list.type === T.ArrayExpression ? list.elements.flatMap((element) => (element?.type === T.Literal ? [element] : [])) : [];
  return list.type === T.ArrayExpression && elements.length === list.elements.length && elements.length > 0 ? elements : undefined;
}

function isPromiseType(type: Node): boolean {
  return type.type === T.TSTypeReference && type.typeName.type === T.Identifier && type.typeName.name === 'Promise';
}

/** What a function's own `return` statements return. */
function returnedValues(body: Node): Node[] {
  const found: Node[] = [];
  walkOwn(body, (node) => { if (node.type === T.ReturnStatement) found.push(node.argument ?? node); });
  return found;
}

function join(left: Awaitability, right: Awaitability): Awaitability {
  if (left === right) return left;
  if (left === 'unknown' || right === 'unknown') return left === 'never' || right === 'never' ? 'unknown' : 'sometimes';
  return 'sometimes';
}
