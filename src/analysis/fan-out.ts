import { iterationsOf, sizeOf, type Size } from './collection-size.ts';
import { calledMethod, isFunction, isInside, isLoop, keyName, propertyName, T, unwrap, wrapped, type Node, type TSESTree } from './nodes.ts';
import { constantValue, type Variable } from './scopes.ts';
import type { Unit } from './unit.ts';

/** A place where one expression or function starts many tasks: a `map`, or a `push` in a loop. */
export interface FanOut {
  kind: 'map' | 'flatMap' | 'from' | 'push';
  /** The call that makes the tasks: `xs.map(f)`, `Array.from(xs, f)`, `tasks.push(f(x))`. */
  call: TSESTree.CallExpression;
  /** What is called for each element; of a `push`, the expression that is evaluated each time. */
  task: Node;
  /** What there is one task per element of, where it can be named. */
  list: Node | undefined;
  size: Size;
  /** The loops (or `forEach` calls) around a `push`, innermost first. */
  loops: readonly Node[];
}

const keepsTasks = new Set(['filter', 'reverse', 'toReversed', 'sort', 'toSorted', 'flat', 'values', 'toArray', 'slice']);
const iteratesAtOnce = new Set(['forEach', 'map', 'filter', 'flatMap', 'some', 'every', 'reduce', 'each']);

/** The fan-outs behind an expression that a combinator waits for: a list of promises, also through variables and spreads. */
export function fanOutsOf(node: Node, unit: Unit, steps = 12): FanOut[] {
  const at = unwrap(node);
  if (steps === 0) return [];
  const next = (inner: Node): FanOut[] => fanOutsOf(inner, unit, steps - 1);
  switch (at.type) {
    case T.ArrayExpression:
      return at.elements.flatMap((element) => (element?.type === T.SpreadElement ? next(element.argument) : []));
    case T.ConditionalExpression:
      return [...next(at.consequent), ...next(at.alternate)];
    case T.LogicalExpression:
      return [...next(at.left), ...next(at.right)];
    case T.NewExpression:
      return at.arguments[0] ? next(at.arguments[0]) : [];
    case T.Identifier: {
      const variable = unit.scopes.variableOf(at);
      const value = variable && constantValue(variable);
      return variable && value ? [...next(value), ...pushedTo(variable, unit)] : [];
    }
    case T.CallExpression:
      return calledFanOuts(at, unit, steps);
    default:
      return [];
  }
}

function calledFanOuts(call: TSESTree.CallExpression, unit: Unit, steps: number): FanOut[] {
  const callee = unwrap(call.callee);
  const [first, second] = call.arguments;
  if (callee.type !== T.MemberExpression || !first && !keepsTasks.has(propertyName(callee) ?? '')) return [];
  const method = propertyName(callee) ?? '';
  if ((method === 'map' || method === 'flatMap') && first) {
    const library = unit.origins(callee).some(({ module }) => /^(?:lodash|underscore|es-toolkit|remeda)/.test(module));
    const [list, task] = library && second ? [first, second] : [callee.object, first];
    if (task.type === T.SpreadElement || list.type === T.SpreadElement) return [];
    return [{ kind: method, call, task, list, size: sizeOf(list, unit), loops: [] }];
  }
  const owner = unwrap(callee.object);
  if (owner.type === T.Identifier && owner.name === 'Array' && method === 'from' && first && first.type !== T.SpreadElement) {
    if (!second) return fanOutsOf(first, unit, steps - 1);
    return [{ kind: 'from', call, task: second, list: listOf(first), size: sizeOf(call, unit), loops: [] }];
  }
  if (method === 'concat') return [callee.object, ...call.arguments].flatMap((part) => fanOutsOf(part.type === T.SpreadElement ? part.argument : part, unit, steps - 1));
  return keepsTasks.has(method) ? fanOutsOf(callee.object, unit, steps - 1) : [];
}

/** The list in the first argument of `Array.from`; of `{ length: n }` its length. */
function listOf(node: Node): Node {
  const at = unwrap(node);
  if (at.type !== T.ObjectExpression) return node;
  const length = at.properties.find((property): property is TSESTree.Property => property.type === T.Property && keyName(property) === 'length');
  return length ? length.value : node;
}

/** The promises that are put into a local array or Set in a loop. */
function pushedTo(variable: Variable, unit: Unit): FanOut[] {
  const declaration = variable.defs[0]?.node as Node | undefined;
  const home = declaration && enclosingBlock(declaration);
  if (!home) return [];
  return variable.references.flatMap(({ identifier }): FanOut[] => {
    const member = wrapped(identifier as Node).parent;
    const call = member && wrapped(member).parent;
    if (member?.type !== T.MemberExpression || call?.type !== T.CallExpression || unwrap(call.callee) !== member) return [];
    if (!/^(?:push|unshift|add)$/.test(propertyName(member) ?? '')) return [];
    const loops = loopsAround(call, home);
    if (!loops || loops.length === 0 && !call.arguments.some((argument) => argument.type === T.SpreadElement)) return [];
    if (isDrained(variable, loops.at(-1)) || isForOneKey(call, loops[0], unit)) return [];
    const size = productOf(loops.map((loop) => (loop.type === T.CallExpression ? sizeOf(receiver(loop) ?? loop, unit) : iterationsOf(loop, unit))));
    return call.arguments.flatMap((argument): FanOut[] => {
      if (argument.type !== T.SpreadElement) {
        const task = startedAt(argument, unit, loops);
        return task ? [{ kind: 'push', call, task, list: listOfLoop(loops[0]), size, loops }] : [];
      }
      return fanOutsOf(argument.argument, unit, 6).map((inner) => ({ ...inner, size: loops.length === 0 ? inner.size : productOf([size, inner.size]) }));
    });
  });
}

/** The expression that starts what is pushed: itself, or what a variable of the same round was made with. Promises from elsewhere exist already. */
function startedAt(pushed: Node, unit: Unit, loops: readonly Node[]): Node | undefined {
  const at = unwrap(pushed);
  if (at.type !== T.Identifier) return at.type === T.MemberExpression || loops.length === 0 ? undefined : at;
  const variable = unit.scopes.variableOf(at);
  const value = variable && constantValue(variable);
  return value && loops[0] && isInside(value, loops[0]) ? unwrap(value) : undefined;
}

function receiver(call: TSESTree.CallExpression): Node | undefined {
  const callee = unwrap(call.callee);
  return callee.type === T.MemberExpression ? callee.object : undefined;
}

function listOfLoop(loop: Node | undefined): Node | undefined {
  if (loop?.type === T.ForOfStatement || loop?.type === T.ForInStatement) return loop.right;
  return loop?.type === T.CallExpression ? receiver(loop) : undefined;
}

function productOf(sizes: readonly Size[]): Size {
  if (sizes.includes(undefined)) return undefined;
  const numbers = sizes.filter((size) => typeof size === 'number');
  return numbers.length === 0 && sizes.length > 0 ? 'chosen' : numbers.reduce((product, size) => product * size, 1);
}

function enclosingBlock(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (at.type === T.BlockStatement || at.type === T.Program || at.type === T.StaticBlock || at.type === T.SwitchCase) return at;
  return undefined;
}

/** The loops and iterating callbacks between a node and an outer block; undefined where another function lies between: who calls it, and how often, is not known. */
function loopsAround(node: Node, home: Node): Node[] | undefined {
  const loops: Node[] = [];
  for (let child = node, at = node.parent; at && child !== home; child = at, at = at.parent) {
    if (isLoop(at) && at.body === child) loops.push(at);
    if (!isFunction(at)) continue;
    const call = wrapped(at).parent;
    if (call?.type !== T.CallExpression || !iteratesAtOnce.has(calledMethod(call) ?? '') || !call.arguments.includes(at as never)) return undefined;
    loops.push(call);
  }
  return loops;
}

/** Whether a push happens for one literal element only: `for (const key of keys) if (key === 'state') tasks.push(…)`. */
function isForOneKey(push: Node, loop: Node | undefined, unit: Unit): boolean {
  if (!loop) return false;
  const isKey = (node: Node): boolean => {
    const at = unwrap(node);
    const home = at.type === T.Identifier ? (unit.scopes.variableOf(at)?.defs[0]?.name as Node | undefined) : undefined;
    return home !== undefined && isInside(home, loop);
  };
  const isLiteral = (node: Node): boolean => unwrap(node).type === T.Literal;
  for (let child = push, at = push.parent; at && child !== loop; child = at, at = at.parent) {
    if (at.type === T.SwitchCase && at.test && isLiteral(at.test) && isKey(at.parent.discriminant)) return true;
    if (at.type !== T.IfStatement || at.consequent !== child) continue;
    const test = unwrap(at.test);
    const parts = test.type === T.LogicalExpression && test.operator === '&&' ? [test.left, test.right] : [test];
    if (parts.map(unwrap).some((part) => part.type === T.BinaryExpression && /^===?$/.test(part.operator) && (isKey(part.left) && isLiteral(part.right) || isKey(part.right) && isLiteral(part.left)))) return true;
  }
  return false;
}

/** Whether the tasks so far are waited for, or taken out, inside the loop that adds them: then only so many run at a time. */
function isDrained(variable: Variable, loop: Node | undefined): boolean {
  if (!loop) return false;
  return variable.references.some((reference) => {
    const node = reference.identifier as Node;
    if (!isInside(node, loop)) return false;
    if (reference.isWrite()) return true;
    for (let at: Node | undefined = node.parent; at && at !== loop && !isFunction(at); at = at.parent) if (at.type === T.AwaitExpression) return true;
    const member = wrapped(node).parent;
    if (member?.type !== T.MemberExpression || unwrap(member.object) !== node) return false;
    const holder = wrapped(member).parent;
    if (holder?.type === T.AssignmentExpression && holder.left === member) return propertyName(member) === 'length';
    return holder?.type === T.CallExpression && /^(?:splice|shift|pop|clear)$/.test(propertyName(member) ?? '');
  });
}

/** How often a call that stands by itself in a loop runs without anything waiting between two rounds; 1 outside a loop. */
export function repetitionsOf(call: TSESTree.CallExpression, unit: Unit): Size {
  if (wrapped(call).parent?.type !== T.ExpressionStatement && !(call.parent.type === T.UnaryExpression && call.parent.operator === 'void')) return 1;
  for (let child: Node = call, at = call.parent as Node | undefined; at; child = at, at = at.parent) {
    if (isLoop(at) && at.body === child) return iterationsOf(at, unit);
    if (!isFunction(at)) continue;
    const iteration = at.parent;
    const callee = iteration.type === T.CallExpression ? unwrap(iteration.callee) : undefined;
    return callee?.type === T.MemberExpression && propertyName(callee) === 'forEach' ? sizeOf(callee.object, unit) : 1;
  }
  return 1;
}
