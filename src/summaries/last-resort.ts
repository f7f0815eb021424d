import { enclosingFunction, functionName, propertyName, stringValue, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { eventSources } from '../knowledge/event-sources.ts';

/** The folders of which the program handles every rejection that is left, rather than ending. Each ends with `/`. */
export type LastResorts = () => readonly string[];

/** Nobody handles what is left. */
export const nobodyHandles: LastResorts = () => [];

/** The event by which a runtime tells of such a rejection; where nobody listens to it, that becomes an exception (since Node 15). */
const rejectionEvent = 'unhandledRejection';
const exceptionEvent = 'uncaughtException';
/** What sends such errors to a service and lets the process go on. */
const reporter = '@sentry/';
const reporting = /^@sentry\/(?:node|nestjs|bun|deno|serverless|aws-serverless|google-cloud-serverless|electron|nextjs|nuxt|sveltekit|remix|astro|solidstart)(?:$|\/)/;

const { isStartUpName } = eventSources();

/** The handlers among the files of a project: `naming` gives the paths of those (tests left out) whose text has a name, `unitAt` one of them as a unit. Looked for once, when first asked. */
export function lastResortsAmong(naming: (name: string) => readonly string[], unitAt: (path: string) => Unit | undefined): LastResorts {
  let found: readonly string[] | undefined;
  return () => (found ??= [...new Set([rejectionEvent, exceptionEvent, reporter].flatMap(naming))].flatMap((path) => {
    const unit = unitAt(path);
    return unit && installsHandler(unit) ? [programFolder(path)] : [];
  }));
}

/** `process.on('unhandledRejection', …)` where the program starts. A handler that is taken away again, or stands in a part of the program, is not for all of it. */
function installsHandler(unit: Unit): boolean {
  const installed = (event: string): { call: TSESTree.CallExpression; handler: Node }[] => {
    const found: { call: TSESTree.CallExpression; handler: Node }[] = [];
    walk(unit.ast, (node) => {
      const handler = node.type === T.CallExpression ? handlerOf(node, event, unit) : undefined;
      if (node.type === T.CallExpression && handler) found.push({ call: node, handler });
    });
    return found;
  };
  if (reportsErrors(unit)) return true;
  const ofRejections = installed(rejectionEvent);
  const handlers = ofRejections.length > 0 ? ofRejections : installed(exceptionEvent);
  return handlers.some(({ call, handler }) => isAtStart(call) && !endsProcess(handler, unit));
}

/** The handler that a call gives to an event of the process. */
function handlerOf(call: TSESTree.CallExpression, name: string, unit: Unit): Node | undefined {
  const callee = unwrap(call.callee);
  const [event, handler] = call.arguments;
  if (callee.type !== T.MemberExpression || !/^(?:on|once|addListener|prependListener)$/.test(propertyName(callee) ?? '') || !event) return undefined;
  return stringValue(unwrap(event)) === name && unwrap(callee.object).type === T.Identifier && unit.textOf(callee.object) === 'process' ? handler : undefined;
}

/** `Sentry.init(…)` of its packages for servers: they listen to rejections, and warn. */
function reportsErrors(unit: Unit): boolean {
  if (!unit.text.includes(reporter)) return false;
  let found = false;
  walk(unit.ast, (node) => {
    found ||= node.type === T.CallExpression && unit.origins(node.callee).some(({ module, name }) => reporting.test(module) && /(?:^|\.)init$/.test(name)) && isAtStart(node);
    return !found;
  });
  return found;
}

/** At the top level, in a function that is called on the spot there, or in one that is named after starting. */
function isAtStart(node: Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (!isCalledOnTheSpot(fn) && !isStartUpName(functionName(fn) ?? '') && !isNamedAfterIt(functionName(fn) ?? '')) return false;
  return true;
}

/** `onUnexpectedError()`, `registerProcessHandlers()`, `handleSignals()`: whoever wrote it calls it when the program starts; or an object that is made then. */
function isNamedAfterIt(name: string): boolean {
  return name === 'constructor' || name === 'exports' || /error|exception|reject|crash|unhandled|process|signal|sentry|instrument|monitor/i.test(name);
}

function isCalledOnTheSpot(fn: FunctionNode): boolean {
  const outer = wrapped(fn);
  return outer.parent?.type === T.CallExpression && outer.parent.callee === outer;
}

/** Whether a handler leaves, or throws where nobody hears it: what it throws goes to the handler of exceptions, where there is one. */
function endsProcess(handler: Node, unit: Unit): boolean {
  return leaves(handler, unit) || (holds(handler, unit, ({ type }) => type === T.ThrowStatement) && !outlivesExceptions(unit));
}

function outlivesExceptions(unit: Unit): boolean {
  let found = false;
  walk(unit.ast, (node) => {
    const handler = node.type === T.CallExpression ? handlerOf(node, exceptionEvent, unit) : undefined;
    found ||= handler !== undefined && !leaves(handler, unit) && !holds(handler, unit, ({ type }) => type === T.ThrowStatement);
    return !found;
  });
  return found;
}

function leaves(handler: Node, unit: Unit): boolean {
  return holds(handler, unit, (node) => node.type === T.MemberExpression && /^(?:exit|kill|abort)$/.test(propertyName(node) ?? ''));
}

function holds(handler: Node, unit: Unit, isIt: (node: Node) => boolean): boolean {
  const body: Node = unit.functionOf(handler)?.body ?? handler;
  let found = false;
  walk(body, (node) => { found ||= isIt(node); });
  return found;
}

/** The folder above "src", "server" and the like, or above its parts: what a program's start is the start of. */
function programFolder(path: string): string {
  const folders = path.split('/').slice(0, -1);
  const source = folders.findLastIndex((folder) => /^(?:src|lib|server|app|dist|bin|source|backend)$/.test(folder));
  // A package called `core` is no part of those beside it.
  const part = folders.findLastIndex((folder, index) => /^(?:packages|apps|libs|projects|workspaces)$/.test(folders[index - 1] ?? '') || !/^(?:handlers?|events?|listeners?|utils?|helpers?|config|core|middlewares?|loaders?|startup|process|errors?|plugins?|structures?|functions?|services?|modules?|instrumentation|monitoring|sentry)$/i.test(folder));
  return `${folders.slice(0, source > 0 ? source : part + 1).join('/')}/`;
}
