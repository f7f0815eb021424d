import { functionBySyntax } from '../analysis/functions.ts';
import { calledMethod, isFunction, keyName, propertyName, stringValue, T, unwrap, walk, wrapped, type CallLike, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { CallbackParameters } from './callback-parameters.ts';

/**
 * What becomes of a function that stands somewhere as a value: called before the expression around it is done,
 * called by the event loop, called when the process ends, or not known.
 */
export type CallbackUse = 'immediate' | 'event' | 'final' | 'unknown';

/** Tells what happens to function values of one file. */
export interface Callbacks {
  /** The use of a function, or of an expression that names one, by where it stands. */
  useOf(value: Node): CallbackUse;
  /** The same without a look at functions of the project that are handed a function and call it. */
  useByLibrary(value: Node): CallbackUse;
  /** Functions of the file that are handed over by name, with the use other than at once: `app.get('/', handle)`. */
  useByName(fn: FunctionNode): CallbackUse;
  /** Whether a call in the function, or in functions of this file that it calls, ends the process. */
  endsProcess(fn: FunctionNode): boolean;
}

export function callbacksOf(unit: Unit, knowledge: Knowledge, parameters?: CallbackParameters): Callbacks {
  const { eventSources } = knowledge;
  let byName: Map<FunctionNode, CallbackUse> | undefined;

  const endsProcess = (fn: FunctionNode, depth = 3): boolean => {
    let found = false;
    walk(fn.body, (node) => {
      if (found || node.type !== T.CallExpression) return !found;
      const callee = depth > 0 ? functionBySyntax(node.callee, unit.scopes) : undefined;
      found = callee ? callee !== fn && endsProcess(callee, depth - 1) : eventSources.endsProcess(unit.origins(node.callee));
      return !found;
    });
    return found;
  };

  const uses = new Map<Node, CallbackUse>();

  const useOf = (value: Node): CallbackUse => {
    let use = uses.get(value);
    if (use === undefined) uses.set(value, (use = useByLibrary(value)));
    if (use !== 'unknown') return use;
    const outer = wrapped(value);
    const call = outer.parent;
    if (!parameters || call?.type !== T.CallExpression || call.callee === outer) return use;
    if (parameters.isCalledBy(call, call.arguments.findIndex((argument) => argument === outer))) uses.set(value, (use = 'immediate'));
    return use;
  };

  /** By what is known of Node, libraries and the language, without a look at the function that is called. */
  const useByLibrary = (value: Node): CallbackUse => {
    const outer = wrapped(value);
    const { parent } = outer;
    if (!parent) return 'unknown';
    switch (parent.type) {
      case T.CallExpression:
      case T.NewExpression:
        if (parent.callee === outer) return isFunction(unwrap(value)) ? 'immediate' : 'unknown';
        return useOfArgument(parent, outer);
      case T.MemberExpression: {
        // `this.handle.bind(this)`, `(function () {…}).call(this)`.
        const call = parent.object === outer && wrapped(parent).parent;
        if (!call || call.type !== T.CallExpression || call.callee !== wrapped(parent)) return 'unknown';
        const method = propertyName(parent);
        return method === 'bind' ? useByLibrary(call) : method === 'call' || method === 'apply' ? 'immediate' : 'unknown';
      }
      case T.JSXExpressionContainer:
        return parent.parent.type === T.JSXAttribute && parent.parent.name.type === T.JSXIdentifier && /^on[A-Za-z]/.test(parent.parent.name.name) ? 'event' : 'unknown';
      case T.AssignmentExpression:
        return parent.right === outer && parent.left.type === T.MemberExpression && eventSources.isHandlerProperty(propertyName(parent.left) ?? '') ? 'event' : 'unknown';
      case T.Property:
        return isStreamOption(parent) ? 'event' : 'unknown';
      case T.MethodDefinition:
        return isStreamMethod(parent) ? 'event' : 'unknown';
      default:
        return 'unknown';
    }
  };

  const useOfArgument = (call: CallLike, argument: Node): CallbackUse => {
    const index = call.arguments.findIndex((candidate) => candidate === argument);
    const isLast = index === call.arguments.length - 1;
    const callee = unwrap(call.callee);
    const method = calledMethod(call);
    const origins = unit.origins(callee);
    if (eventSources.isImmediate(origins)) return 'immediate';
    if (eventSources.isTimer(origins)) return index === 0 ? 'event' : 'unknown';
    if (isLast && (eventSources.takesCallback(origins) || eventSources.isServerFactory(origins))) return 'event';
    if (method === undefined || callee.type !== T.MemberExpression) return isUseCallback(call, index) ? useOfVariable(call) : 'unknown';
    // The user's own method of that name is not the library's.
    const isOwn = functionBySyntax(callee, unit.scopes) !== undefined;
    if (eventSources.isReaction(method)) return !isOwn && (method === 'then' || unit.types.awaitability(callee.object) !== 'never') ? 'event' : 'unknown';
    if (eventSources.isListenerMethod(method) && index > 0) return isOwn ? 'unknown' : useOfListener(callee.object, call, argument);
    if (eventSources.isRequestMethod(method) && !isOwn && isRequestHandler(callee.object, origins, argument)) return 'event';
    if (eventSources.isImmediateMethod(method) && index <= 1) return isOwn ? 'unknown' : 'immediate';
    return 'unknown';
  };

  /** A React handler kept in a variable is what the variable's uses make of it. */
  const useOfVariable = (call: Node): CallbackUse => {
    const declarator = wrapped(call).parent;
    if (declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier) return 'unknown';
    const references = unit.scopes.variableOf(declarator.id)?.references ?? [];
    return references.some((reference) => !reference.init && useByLibrary(reference.identifier as Node) === 'event') ? 'event' : 'unknown';
  };

  const useOfListener = (emitter: Node, call: CallLike, argument: Node): CallbackUse => {
    const isProcess = unit.origins(emitter).some(({ module, name }) => (module === 'global' && name === 'process') || (module === 'process' && /^(?:default|\*)$/.test(name)));
    const event = call.arguments[0] && stringValue(resolveConstant(call.arguments[0], unit.scopes));
    // What a page sends when it is left has to be on its way before.
    if (!isProcess) return event !== undefined && eventSources.isPageEnd(event) ? 'final' : 'event';
    if (event !== undefined && eventSources.isExitEvent(event)) return 'final';
    // `for (const signal of ['SIGINT', …]) process.on(signal, …)` names no event here: the handler alone tells.
    if (event !== undefined && !eventSources.isFinalEvent(event)) return 'event';
    const fn = functionBySyntax(argument, unit.scopes);
    return fn && endsProcess(fn) ? 'final' : 'event';
  };

  const isRequestHandler = (server: Node, origins: readonly { module: string }[], argument: Node): boolean => {
    if (origins.some(({ module }) => eventSources.isServerModule(module))) return true;
    const made = resolveConstant(server, unit.scopes);
    if ((made.type === T.CallExpression || made.type === T.NewExpression) && unit.origins(made.callee).some(({ module }) => eventSources.isServerModule(module))) return true;
    // A server that comes from elsewhere: what a handler calls its parameters tells.
    const fn = functionBySyntax(argument, unit.scopes);
    const [first, second] = (fn?.params ?? []).map((parameter) => (parameter.type === T.Identifier ? parameter.name : ''));
    return /^_*(?:req|request)$/.test(first ?? '') && /^_*(?:res|response|reply)$/.test(second ?? '');
  };

  const isStreamOption = (property: TSESTree.Property): boolean => {
    const options = property.parent;
    const stream = options.type === T.ObjectExpression ? wrapped(options).parent : undefined;
    return stream?.type === T.NewExpression && eventSources.isStreamMethod(keyName(property) ?? '') && eventSources.isStreamClass(unit.origins(stream.callee));
  };

  const isStreamMethod = (method: TSESTree.MethodDefinition): boolean => {
    const { superClass } = method.parent.parent;
    const name = keyName(method) ?? '';
    return superClass !== null && name.startsWith('_') && eventSources.isStreamMethod(name.slice(1)) && eventSources.isStreamClass(unit.origins(superClass));
  };

  const collect = (): Map<FunctionNode, CallbackUse> => {
    const found = new Map<FunctionNode, CallbackUse>();
    const look = (value: Node): void => {
      const named = calledMethod(value) === 'bind' ? ((value as TSESTree.CallExpression).callee as TSESTree.MemberExpression).object : value;
      if (named.type !== T.Identifier && named.type !== T.MemberExpression) return;
      const fn = functionBySyntax(named, unit.scopes);
      const use = fn && useByLibrary(value);
      if (fn && (use === 'event' || (use === 'final' && !found.has(fn)))) found.set(fn, use);
    };
    walk(unit.ast, (node) => {
      if (node.type === T.CallExpression || node.type === T.NewExpression) for (const argument of node.arguments) look(unwrap(argument));
      else if (node.type === T.JSXExpressionContainer) look(unwrap(node.expression));
      else if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression) look(unwrap(node.right));
    });
    return found;
  };

  return { useOf, useByLibrary, useByName: (fn) => (byName ??= collect()).get(fn) ?? 'unknown', endsProcess };
}

function isUseCallback(call: CallLike, index: number): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  return index === 0 && name === 'useCallback';
}
