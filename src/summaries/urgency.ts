import { ancestor, calledMethod, enclosingFunction, enclosingStatement, functionName, isFunction, isLoop, stringValue, T, unwrap, walkOwn, wrapped, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { placeOf } from '../knowledge/event-sources.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { areHandlerParameters, isDevelopmentSign, isFileWork, isHandlerDecorator, isLight, isOnceFile, isOnceName, isPastEvent, waitsForDisk, type Serving } from '../knowledge/serving.ts';
import type { Callbacks } from './callbacks.ts';
import type { Callers } from './callers.ts';
import { inProject, type FileKind } from './execution-context.ts';
import type { BlockingChain, Urgency } from './types.ts';

/** How often code runs: for each request or event, again and again; or as its callers will. */
type Frequency = 'request' | 'event' | 'unknown';

/**
 * How urgent a blocking call is. What holds nobody up, or is done before and after anybody is served, is a hint; so is what
 * takes no time, except where it happens for each request or many times in a row.
 */
export function urgencyOf(unit: Unit, knowledge: Knowledge, callbacks: Callbacks, callers: Callers, kind: FileKind): (node: Node, chain: BlockingChain) => Urgency {
  const { eventSources } = knowledge;
  const { serving: declared, servesRequests } = kind;
  const place = placeOf(inProject(unit, kind));
  const once = new Map<FunctionNode, boolean>();

  /** How often what stands at a node runs, by the callbacks around it. */
  const frequencyOf = (node: Node): Frequency => {
    for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
      if (isRequestHandler(fn)) return 'request';
      if (recurs(fn)) return 'event';
    }
    return 'unknown';
  };

  const isRequestHandler = (fn: FunctionNode): boolean => {
    const { parent } = wrapped(fn);
    if (areHandlerParameters(fn.params.map((parameter) => (parameter.type === T.Identifier ? parameter.name : '')))) return true;
    if (parent?.type === T.MethodDefinition) return parent.decorators.some(({ expression }) => isHandlerDecorator(unit.textOf(expression.type === T.CallExpression ? expression.callee : expression)));
    if (parent?.type !== T.CallExpression || callbacks.useOf(fn) !== 'event') return false;
    return eventSources.isRequestMethod(calledMethod(parent) ?? '') || eventSources.isServerFactory(unit.origins(parent.callee));
  };

  /** Whether the event loop calls a function again and again: not a reaction, a timer that fires once, nor the end of something. */
  const recurs = (fn: FunctionNode): boolean => {
    if (callbacks.useOf(fn) !== 'event') return callbacks.useByName(fn) === 'event';
    const call = wrapped(fn).parent;
    if (call?.type !== T.CallExpression) return true;
    const method = calledMethod(call) ?? '';
    if (eventSources.isReaction(method) || method === 'once' || method === 'prependOnceListener') return false;
    if (eventSources.isListenerMethod(method)) {
      const event = call.arguments[0] && stringValue(unwrap(call.arguments[0]));
      return event === undefined || !(isPastEvent(event) || eventSources.isReadyEvent(event));
    }
    const origins = unit.origins(call.callee);
    return !(eventSources.isTimer(origins) || eventSources.takesCallback(origins)) || origins.some(({ name }) => !eventSources.isOneShot(name.split('.').at(-1) ?? name));
  };

  /** Whether code runs before or after anybody is served: by its name, or because all that call it do. */
  const isOnce = (node: Node): boolean => {
    for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
      const name = functionName(fn);
      if (name !== undefined && (isOnceName(name) || eventSources.isStartUpName(name))) return true;
      if (setsUpOnEvent(fn)) return true;
      if (isRequestHandler(fn) || recurs(fn)) return false;
      if (setsUpServer(fn)) return true;
      let answer = once.get(fn);
      if (answer === undefined) once.set(fn, (answer = isCalledOnce(fn, unit, 3)));
      if (answer) return true;
    }
    return isOnceFile(unit.path);
  };

  /** `socket.on('setup', …)`: nobody is served before that. */
  const setsUpOnEvent = (fn: FunctionNode): boolean => {
    const call = wrapped(fn).parent;
    const event = call?.type === T.CallExpression && eventSources.isListenerMethod(calledMethod(call) ?? '') && call.arguments[0] ? stringValue(unwrap(call.arguments[0])) : undefined;
    return event !== undefined && eventSources.isStartUpName(event) && !eventSources.isReadyEvent(event) && event !== 'connect' && event !== 'start';
  };

  /** Whether a function registers request handlers or opens a port: what else it does comes before anybody is served. */
  const setsUpServer = (fn: FunctionNode): boolean => {
    let found = false;
    walkOwn(fn.body, (node) => {
      if (node.type !== T.CallExpression) return !found;
      const method = calledMethod(node) ?? '';
      found ||= (eventSources.isRequestMethod(method) && node.arguments.some((argument) => callbacks.useOf(argument) === 'event')) || eventSources.isServerFactory(unit.origins(node.callee));
      return !found;
    });
    return found;
  };

  const isCalledOnce = (fn: FunctionNode, home: Unit, steps: number): boolean => {
    const calls = steps > 0 ? callers(home, fn) : undefined;
    return calls !== undefined && calls.length > 0 && calls.every(({ call, unit: other }) => {
      const caller = enclosingFunction(call);
      if (!caller) return true;
      const name = functionName(caller);
      if (name !== undefined && (isOnceName(name) || eventSources.isStartUpName(name))) return true;
      const outer = wrapped(caller).parent;
      if (outer?.type === T.CallExpression && outer.callee === wrapped(caller) && !enclosingFunction(outer)) return true;
      return caller !== fn && isCalledOnce(caller, other, steps - 1);
    });
  };

  /** Of a package that nobody else installs, its own code tells. */
  const serving = (): Serving | undefined => {
    if (declared !== 'own command' && declared !== 'own library') return declared;
    return servesRequests?.() ? 'server' : declared === 'own command' ? 'command' : 'library';
  };

  return (node, { api, steps, minor, small, fixed, kept, calm, conditional }) => {
    // Where no package.json says what the code is part of, the calls alone tell. A command's own file is read by those who wrote the command.
    if (declared === undefined) return minor || kept || calm || isOnce(node) ? 'information' : 'warning';
    const served = serving();
    if (kept || calm || isForDevelopers(node, unit) || isOnce(node) || steps.slice(0, -1).some(({ name }) => isOnceName(name.split('.').at(-1) ?? name))) return 'hint';
    // What people start by hand, or do now and then as administrators, holds up few.
    if (served === 'tool' || conditional || place === 'command' || place === 'administration') return 'hint';
    // `readSync(…)` of the project: whoever calls that wanted it so.
    if (steps.slice(0, -1).some(({ name }) => /[a-z]Sync$/.test(name))) return 'hint';
    if (isInSyncFunction(node) || isSaidToBlock(node, api.name, unit) || makesWhatIsMissing(node)) return 'hint';
    // The one person in front of it waits for the disk or a program anyhow; how long, those know who call it.
    if (served === 'application' && waitsForDisk(api) && steps.length > 1) return 'hint';
    // Unpacking is many times faster than packing, and what comes over a network comes slower.
    if (api.module === 'zlib' && /^(?:gunzip|inflate|unzip|\w+Decompress)/.test(api.name)) return 'hint';
    // What it packs and unpacks is one person's, and small.
    if (served === 'application' && api.module === 'zlib') return 'hint';
    // What a `catch` does about an error is done seldom.
    if (ancestor(node, (at) => isFunction(at) || at.type === T.CatchClause)?.type === T.CatchClause) return 'hint';
    const frequency = frequencyOf(node);
    if (served === 'command' && frequency !== 'request') return 'hint';
    // Who uses a library is not known: what computes holds up all of them.
    if (served === 'library' && frequency === 'unknown' && waitsForDisk(api)) return 'hint';
    const isRepeating = isRepeated(node, callbacks);
    if (minor) {
      return 'hint';
    }
    // What the program keeps for itself takes no time that anybody would notice. A file that each request has read, and many of them, do where others are served meanwhile.
    // Through so many hands it comes by something that keeps or decides.
    if (steps.length > 4 && kind.isGrown === true) return 'hint';
    // How long helpers wait for the disk or a program, and how often, those know who wrote them; what computes takes its time everywhere.
    if (steps.length > 1 && waitsForDisk(api) && kind.isGrown === true) return 'hint';
    if (isFileWork(api)) return frequency === 'request' && served === 'server' && !(small || fixed || isLight(api)) && (isRepeating || /(?:^|\.)read(?!dir|link)/.test(api.name)) ? 'warning' : 'hint';
    if (isRepeating) return 'warning';
    if (small && waitsForDisk(api)) return 'hint';
    return fixed && frequency === 'unknown' && api.module === 'zlib' ? 'hint' : 'warning';
  };
}

/** In `readSync(…) { … }`: its name tells those who call it. */
function isInSyncFunction(node: Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (/[a-z]Sync$/.test(functionName(fn) ?? '')) return true;
  return false;
}

/** `if (!existsSync(folder)) …`: what is made there is made once. */
function makesWhatIsMissing(node: Node): boolean {
  for (let child = node, at = node.parent; at && !isFunction(at); child = at, at = at.parent) {
    const test = at.type === T.IfStatement && at.consequent === child ? unwrap(at.test) : undefined;
    const call = test?.type === T.UnaryExpression && test.operator === '!' ? unwrap(test.argument) : undefined;
    if (call?.type === T.CallExpression && (calledMethod(call) ?? (call.callee.type === T.Identifier ? call.callee.name : '')) === 'existsSync') return true;
  }
  return false;
}

/** `// spawnSync, so that the file is there before it is run`: whoever named it chose it. */
function isSaidToBlock(node: Node, name: string, { comments, text }: Unit): boolean {
  const start = (enclosingStatement(node) ?? node).range[0];
  const method = name.split('.').at(-1) ?? name;
  return comments.some((comment) => comment.end <= start && text.slice(comment.end, start).trim() === '' && comment.text.includes(method));
}

/** Whether a node stands in a loop of its function, or in a callback that a method such as `map` calls for each element. */
function isRepeated(node: Node, callbacks: Callbacks): boolean {
  for (let child = node, at = node.parent; at; child = at, at = at.parent) {
    if (isLoop(at) && at.body === child) return true;
    if (!isFunction(at)) continue;
    const { parent } = wrapped(at);
    if (callbacks.useOf(at) !== 'immediate') return false;
    if (parent?.type === T.CallExpression && parent.callee !== wrapped(at)) return true;
  }
  return false;
}

/** Whether a node stands in a branch that is taken only while somebody develops or tests. */
function isForDevelopers(node: Node, unit: Unit): boolean {
  for (let child = node, at = node.parent; at; child = at, at = at.parent) {
    if (at.type !== T.IfStatement || at.test === child) continue;
    const test = unit.textOf(at.test);
    // `NODE_ENV !== 'production'`, `isDev`, `!isDev`.
    const holds = test.includes('production') ? test.includes('!=') : !test.includes('!');
    if (isDevelopmentSign(test) && holds === (at.consequent === child)) return true;
  }
  return false;
}
