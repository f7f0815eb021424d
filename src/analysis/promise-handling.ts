import { calledMethod, isFunction, keyName, propertyName, T, unwrap, type Node, type TSESTree } from './nodes.ts';
import type { TypeOracle } from './oracle.ts';
import { resolveConstant, type Scopes } from './scopes.ts';

/** A part of an expression that gives a promise which nobody handles, if the expression's value is dropped. */
export interface UnhandledPart {
  node: TSESTree.Expression;
  /** `chain`: ends in `then` or `finally` without a rejection handler. `array`: promises in an array. `awaited array`: `await` of such an array. */
  kind: 'promise' | 'chain' | 'array' | 'awaited array';
}

/** What decides whether a promise is handled. */
export interface HandlingRules {
  types: TypeOracle;
  scopes: Scopes;
  /** `void f()` counts as handled. */
  ignoreVoid: boolean;
  /** Objects with `then` that are not promises count too. */
  checkThenables: boolean;
  /** Calls that never need a handler, asked only of those that give a promise. */
  isExempt(call: TSESTree.CallExpression): boolean;
}

/** The parts of an expression whose promises nobody handles if its value is dropped, in source order. */
export function unhandledParts(node: Node, rules: HandlingRules): UnhandledPart[] {
  const at = unwrap(node);
  switch (at.type) {
    case T.SequenceExpression:
      return at.expressions.flatMap((expression) => unhandledParts(expression, rules));
    case T.ConditionalExpression:
      return [...unhandledParts(at.consequent, rules), ...unhandledParts(at.alternate, rules)];
    case T.LogicalExpression: {
      // Left of && a promise is a condition, and another pitfall.
      const [left] = at.operator === '&&' ? [] : unhandledParts(at.left, rules);
      const right = unhandledParts(at.right, rules);
      // Two promises to choose from are one value to wait for.
      const whole = left ?? (at.operator !== '&&' && isPromise(at.left, rules) ? right[0] : undefined);
      return whole ? [{ node: node as TSESTree.Expression, kind: whole.kind }] : right;
    }
    case T.UnaryExpression:
      return at.operator === 'void' && !rules.ignoreVoid ? unhandledParts(at.argument, rules) : [];
    case T.AwaitExpression:
      return mayHoldPromises(at.argument) && rules.types.awaitability(at.argument) === 'never' && rules.types.elementAwaitability(at.argument) === 'always' ? [{ node: at, kind: 'awaited array' }] : [];
    case T.CallExpression: case T.NewExpression: case T.TaggedTemplateExpression: case T.ImportExpression: case T.ArrayExpression: {
      const kind = unhandledKind(at, rules);
      return kind ? [{ node: node as TSESTree.Expression, kind }] : [];
    }
    default:
      return [];
  }
}

type Leaf = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression | TSESTree.ImportExpression | TSESTree.ArrayExpression;

function unhandledKind(leaf: Leaf, rules: HandlingRules): UnhandledPart['kind'] | undefined {
  if (leaf.type !== T.ArrayExpression && isPromise(leaf, rules)) {
    // An async executor is a pitfall of its own.
    if (leaf.type === T.NewExpression) return leaf.arguments.some((argument) => isFunction(argument) && argument.async) ? undefined : 'promise';
    if (leaf.type !== T.CallExpression) return 'promise';
    if (isHandled(leaf, rules) || takesCallback(leaf) || rules.isExempt(leaf)) return undefined;
    return isChain(leaf) ? 'chain' : 'promise';
  }
  if (!mayHoldPromises(leaf)) return undefined;
  const elements = rules.types.elementAwaitability(leaf);
  return elements === 'always' || elements === 'sometimes' ? 'array' : undefined;
}

function isPromise(node: Node, { types, checkThenables }: HandlingRules): boolean {
  const awaitability = types.awaitability(node);
  if (awaitability === 'always' || awaitability === 'sometimes') return true;
  return checkThenables && types.hasMember(node, 'then') === true;
}

/** Cheap: whether it is worth asking for the type of the elements. */
function mayHoldPromises(node: Node): boolean {
  const at = unwrap(node);
  if (at.type === T.ArrayExpression) return at.elements.length > 0;
  const method = calledMethod(at);
  return method === 'map' || method === 'flatMap' || method === 'from' || method === 'filter' || method === 'concat';
}

function isChain(call: TSESTree.CallExpression): boolean {
  const method = calledMethod(call);
  return method === 'then' || method === 'finally' || method === 'catch';
}

/** Whether a promise has a rejection handler, here or earlier in its chain. */
function isHandled(node: Node, rules: HandlingRules): boolean {
  const at = resolveConstant(node, rules.scopes);
  if (at.type !== T.CallExpression) return false;
  const callee = unwrap(at.callee);
  if (callee.type !== T.MemberExpression) return false;
  const [first, second] = at.arguments;
  switch (propertyName(callee)) {
    case 'catch':
      return isHandler(first) || (first !== undefined && isHandled(callee.object, rules));
    case 'then':
      if (isHandler(second)) return true;
      // What a reaction starts after the handler can reject again; its own code rarely throws.
      return isHandled(callee.object, rules) && !(first && startsPromise(first, rules));
    case 'finally':
      return isHandled(callee.object, rules);
    default:
      return false;
  }
}

function startsPromise(callback: Node, { types }: HandlingRules): boolean {
  const answer = types.returnAwaitability(callback);
  return answer === 'always' || answer === 'sometimes';
}

function isHandler(argument: Node | undefined): boolean {
  if (!argument) return false;
  const at = unwrap(argument);
  return !(at.type === T.Literal && at.value === null) && !(at.type === T.Identifier && at.name === 'undefined');
}

/** `save(value, { onError(error) { … } })`. */
function isErrorOption(name: string): boolean {
  return /^on(?:Error|Failure|Failed|Reject|Rejected)$/.test(name);
}

/** Whether an error-first callback, or options with a handler for errors, is given: the error goes there, whatever else is returned. */
function takesCallback(call: TSESTree.CallExpression): boolean {
  const last = call.arguments.at(-1);
  if (!last) return false;
  const callback = unwrap(last);
  if (callback.type === T.ObjectExpression) return callback.properties.some((property) => property.type === T.Property && isErrorOption(keyName(property) ?? ''));
  if (isFunction(callback)) {
    const [first] = callback.params;
    return !callback.async && !isChain(call) && first?.type === T.Identifier && /^_?e(?:rr(?:or)?)?$/i.test(first.name);
  }
  // Handed on by name; a request handler's `next` is no callback of this kind.
  const isRequestHandler = call.arguments.some((argument) => argument.type === T.Identifier && /^(?:req|request|ctx)$/.test(argument.name));
  return callback.type === T.Identifier && /^(?:cb|callback|done|next)$/.test(callback.name) && !isRequestHandler;
}
