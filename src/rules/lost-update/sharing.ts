import { ancestor, calledMethod, enclosingFunction, functionName, isFunction, stringValue, T, unwrap, wrapped, type FunctionNode, type Node } from '../../analysis/nodes.ts';
import type { PlaceOwner } from '../../analysis/places.ts';
import type { RuleUnit } from '../define-rule.ts';
import { callsOf } from './exclusive.ts';

/** Whether two runs of a function can be under way at once and meet at a place. `certain`: the file itself starts them side by side. */
export type Meeting = 'certain' | 'likely' | 'doubtful' | 'no';

/** What becomes of a function where it stands. */
type Use = 'parallel' | 'event' | 'kept' | 'once' | 'handed' | 'named';

/** Names of functions that their object's owner calls once. */
const lifecycle = /^(?:_?(?:init|initiali[sz]e|setup|set_up|start|startup|bootstrap|boot|main|run|stop|close|shutdown|destroy|dispose|teardown|cleanup|activate|deactivate|mount|unmount|mounted|created|prepare|launch|listen|open|up|down|install|uninstall|build|bundle|compile|generate|migrate)|on[A-Z]\w*Init|onModule\w+|onApplication\w+|component\w+|connectedCallback|disconnectedCallback|ng[A-Z]\w+)$/i;

/** How runs of a function meet at a place of the given owner. */
export function meetingAt(fn: FunctionNode, owner: PlaceOwner, unit: RuleUnit): Meeting {
  if (unit.summaries.isDeveloperTool() || isInConstructor(fn)) return 'no';
  const use = useOf(fn, unit);
  if (use === 'once') return 'no';
  if (use === 'parallel') return owner === 'parameter' ? 'no' : 'certain';
  switch (owner) {
    case 'captured':
      return use === 'event' || use === 'kept' ? 'likely' : use === 'named' ? ofCalls(fn, unit) : 'no';
    case 'module':
      if (use === 'handed') return enclosingFunction(fn) ? 'likely' : 'no';
      if (ofCalls(fn, unit) === 'certain') return 'certain';
      return use === 'named' && isCalledAtStart(fn, unit) ? 'no' : lifecycle.test(functionName(fn) ?? '') ? 'doubtful' : 'likely';
    case 'this':
      return lifecycle.test(nameAround(fn)) ? 'doubtful' : 'likely';
    case 'parameter':
      return ofCalls(fn, unit) === 'certain' ? 'certain' : callsOf(fn, unit).length > 0 ? 'no' : 'doubtful';
    default:
      return 'no';
  }
}

/** Of a function that is only called: whether its calls run side by side. */
function ofCalls(fn: FunctionNode, unit: RuleUnit): Meeting {
  return callsOf(fn, unit).some((call) => {
    const around = enclosingFunction(call);
    const outer = wrapped(call).parent;
    if (around && around !== fn && useOf(around, unit) === 'parallel') return true;
    return outer?.type === T.ArrayExpression || outer?.type === T.CallExpression && calledMethod(outer) === 'push';
  }) ? 'certain' : 'no';
}

function isCalledAtStart(fn: FunctionNode, unit: RuleUnit): boolean {
  const calls = callsOf(fn, unit);
  return calls.length > 0 && calls.every((call) => enclosingFunction(call) === undefined);
}

function useOf(fn: FunctionNode, unit: RuleUnit): Use {
  const direct = useOfValue(fn);
  if (direct !== 'named') return direct;
  const name = fn.id ?? (wrapped(fn).parent?.type === T.VariableDeclarator ? unwrapId(wrapped(fn).parent) : undefined);
  const variable = name && unit.scopes.variableOf(name);
  const uses = (variable?.references ?? []).filter((reference) => !reference.init).map(({ identifier }) => useOfValue(identifier as Node));
  return (['parallel', 'event', 'kept'] as const).find((use) => uses.includes(use)) ?? 'named';
}

function unwrapId(declarator: Node | undefined): Node | undefined {
  return declarator?.type === T.VariableDeclarator ? declarator.id : undefined;
}

const parallel = /^(?:map|flatMap|forEach|filter|some|every|find|findIndex)$/;
const events = /^(?:on|addListener|addEventListener|subscribe|setInterval|prependListener)$/;
const routes = /^(?:get|post|put|patch|delete|all|use|head|options|route)$/;

/** What becomes of a function by where it, or its name, stands. */
function useOfValue(value: Node): Use {
  const outer = wrapped(value);
  const { parent } = outer;
  if (parent?.type === T.CallExpression) {
    if (parent.callee === outer) return isFunction(unwrap(value)) ? 'once' : 'named';
    const callee = unwrap(parent.callee);
    const method = calledMethod(parent) ?? (callee.type === T.Identifier ? callee.name : '');
    const index = parent.arguments.findIndex((argument) => argument === outer);
    if (parallel.test(method) && index === 0 || method === 'pMap' || method === 'from' && index === 1) return 'parallel';
    if (events.test(method)) return 'event';
    const [first] = parent.arguments;
    return routes.test(method) && index > 0 && first && stringValue(first)?.startsWith('/') ? 'event' : 'handed';
  }
  if (parent?.type === T.VariableDeclarator || value.type === T.FunctionDeclaration && parent?.type !== T.ExportNamedDeclaration && parent?.type !== T.ExportDefaultDeclaration) return 'named';
  if (parent?.type === T.ReturnStatement || parent?.type === T.Property || parent?.type === T.MethodDefinition || parent?.type === T.PropertyDefinition || parent?.type === T.AssignmentExpression || /^Export/.test(parent?.type ?? '')) return 'kept';
  return parent?.type === T.ArrowFunctionExpression && parent.body === outer ? 'kept' : 'handed';
}

/** A constructor runs once for its object, and so does what it starts. */
function isInConstructor(fn: FunctionNode): boolean {
  return ancestor(fn, (node) => node.type === T.MethodDefinition && node.kind === 'constructor') !== undefined;
}

/** The name of the method around a function. */
function nameAround(fn: FunctionNode): string {
  let at: FunctionNode = fn;
  for (let outer = enclosingFunction(at); outer && at.type === T.ArrowFunctionExpression && functionName(at) === undefined; outer = enclosingFunction(outer)) at = outer;
  return functionName(at) ?? '';
}
