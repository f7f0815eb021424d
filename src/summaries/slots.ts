import { calledMethod, childrenOf, isFunction, isInside, propertyName, T, unwrap, walk, walkOwn, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { constantValue } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Limiters } from '../knowledge/limiters.ts';

/** The children of a node in the order they are evaluated. */
export function childrenInOrder(node: Node): Node[] {
  if (node.type === T.DoWhileStatement) return [node.body, node.test];
  if (node.type === T.ForStatement) return [node.init, node.test, node.body, node.update].filter((part) => part !== null);
  return childrenOf(node);
}

/** Whether a variable an identifier means is declared outside the function around a node. */
function isShared(identifier: TSESTree.Identifier, unit: Unit, around: Node): boolean {
  const variable = unit.scopes.variableOf(identifier);
  const home = variable?.defs[0]?.node as Node | undefined;
  const fn = functionAround(around);
  return home !== undefined && fn !== undefined && !(isInside(home, fn) && home !== fn);
}

function functionAround(node: Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

/** Whether an expression is state that several runs of the function share: a captured variable, a member of `this` or of one, a parameter. */
function isSharedPlace(node: Node, unit: Unit, around: Node): boolean {
  const at = unwrap(node);
  if (at.type === T.ThisExpression) return true;
  if (at.type === T.MemberExpression) return isSharedPlace(at.object, unit, around);
  if (at.type !== T.Identifier) return false;
  const variable = unit.scopes.variableOf(at);
  return isShared(at, unit, around) || variable?.defs[0]?.type === 'Parameter';
}

/** A loop that takes its next item from what other runs of the same function take theirs from too: `while (next < n) await f(items[next++])`. */
export function isLane(node: Node, unit: Unit): boolean {
  if (node.type === T.IfStatement || !/^(?:While|For|DoWhile)/.test(node.type)) return false;
  if (node.type === T.ForOfStatement) return isSharedIterator(node.right, unit, node);
  let takes = false;
  walkOwn(node, (inner) => {
    if (inner.type === T.UpdateExpression || inner.type === T.AssignmentExpression) {
      const place = unwrap(inner.type === T.UpdateExpression ? inner.argument : inner.left);
      const counts = inner.type === T.UpdateExpression || /^[+-]=$/.test(inner.operator);
      if (counts && (place.type === T.Identifier ? isShared(place, unit, node) : place.type === T.MemberExpression && isSharedPlace(place, unit, node))) takes = true;
    }
    if (inner.type === T.CallExpression && /^(?:shift|pop|next|splice|dequeue|poll)$/.test(calledMethod(inner) ?? '')) {
      const callee = unwrap(inner.callee);
      if (callee.type === T.MemberExpression && isSharedPlace(callee.object, unit, node)) takes = true;
    }
  });
  return takes && containsAwait(node);
}

function isSharedIterator(right: Node, unit: Unit, loop: Node): boolean {
  const at = unwrap(right);
  if (at.type !== T.Identifier) return false;
  if (/^(?:it|iter|iterator|queue)$|Iterator$|Queue$/.test(at.name) && isSharedPlace(at, unit, loop)) return true;
  const variable = unit.scopes.variableOf(at);
  const value = variable && constantValue(variable);
  if (value && isShared(at, unit, loop)) {
    const made = unwrap(value);
    const callee = made.type === T.CallExpression ? unwrap(made.callee) : undefined;
    if (callee?.type === T.MemberExpression) return /^(?:entries|values|keys|matchAll)$/.test(propertyName(callee) ?? '') || (callee.computed && /Symbol\.iterator/.test(unit.textOf(callee.property)));
  }
  return /Iterator|Generator/.test(unit.types.typeOrigin(at)?.name ?? '') && isSharedPlace(at, unit, loop);
}

function containsAwait(node: Node): boolean {
  let found = false;
  walkOwn(node, (inner) => { if (inner.type === T.AwaitExpression || (inner.type === T.ForOfStatement && inner.await)) found = true; });
  return found;
}

/** `while (this.running >= this.limit) await sleep(5)`, `if (inFlight.size >= n) await Promise.race(inFlight)`: the code behind goes on when there is room. */
export function waitsInLoop(node: Node): boolean {
  if (node.type !== T.WhileStatement && node.type !== T.IfStatement) return false;
  let compares = false;
  walk(node.test, (inner) => { if (inner.type === T.BinaryExpression && /^[<>]=?$|^===?$/.test(inner.operator) && (hasState(inner.left) || hasState(inner.right))) compares = true; });
  if (!compares) return false;
  const body = node.type === T.IfStatement ? node.consequent : node.body;
  const awaits: Node[] = [];
  walkOwn(body, (inner) => { if (inner.type === T.AwaitExpression) awaits.push(unwrap(inner.argument)); });
  return awaits.length > 0 && awaits.every((argument) => (node.type === T.IfStatement ? isRace(argument) : isRace(argument) || isPause(argument)));
}

/** A count that others change: `this.active`, `inFlight.size`, `running`. */
function hasState(node: Node): boolean {
  const at = unwrap(node);
  return at.type === T.MemberExpression || (at.type === T.Identifier && /active|running|pending|flight|count|current|available|slots|permits|size|executing|busy|used/i.test(at.name));
}

function isRace(node: Node): boolean {
  return calledMethod(node) === 'race' || calledMethod(node) === 'any';
}

function isPause(node: Node): boolean {
  if (node.type === T.NewExpression) return true;
  if (node.type !== T.CallExpression) return false;
  const callee = unwrap(node.callee);
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  return name !== undefined && /sleep|delay|wait|timeout|once|tick|immediate|pause/i.test(name);
}

/** `new Promise((resolve) => waiting.push(resolve))`: somebody else calls resolve when it is this one's turn. */
export function storesResolver(executor: FunctionNode, unit: Unit): boolean {
  const resolve = executor.params[0];
  if (resolve?.type !== T.Identifier) return false;
  const variable = unit.scopes.variableOf(resolve);
  let stored = false;
  let other = false;
  walk(executor.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === T.AssignmentExpression && unwrap(node.right).type === T.Identifier && unit.scopes.variableOf(unwrap(node.right)) === variable) stored = true;
    if (node.type !== T.CallExpression) return true;
    if (/^(?:push|unshift|enqueue|add)$/.test(calledMethod(node) ?? '') && node.arguments.some((argument) => usesVariable(argument, variable, unit))) {
      stored = true;
      return false;
    }
    // `run()`, `this.next()`: the part that hands out slots, if it compares and takes from the queue.
    const fn = unit.functionOf(unwrap(node.callee));
    if (fn && handsOutSlots(fn)) return true;
    other = true;
    return true;
  });
  return stored && !other;
}

function usesVariable(node: Node, variable: unknown, unit: Unit): boolean {
  let uses = false;
  walk(node, (inner) => { if (inner.type === T.Identifier && variable !== undefined && unit.scopes.variableOf(inner) === variable) uses = true; });
  return uses;
}

function handsOutSlots(fn: FunctionNode): boolean {
  let compares = false;
  let takes = false;
  walk(fn.body, (node) => {
    if (node.type === T.BinaryExpression && /^[<>]=?$/.test(node.operator)) compares = true;
    if (node.type === T.UnaryExpression && node.operator === '!') compares = true;
    if (/^(?:shift|pop|dequeue|next)$/.test(calledMethod(node) ?? '')) takes = true;
  });
  return compares && takes;
}

/** `this.tail = this.tail.then(task)`: each run begins when the one before has ended. */
export function isSerialChain(fn: FunctionNode, unit: Unit): boolean {
  const places = new Set<string>();
  walkOwn(fn.body, (node) => {
    if (node.type !== T.AssignmentExpression || node.operator !== '=') return;
    const place = unwrap(node.left);
    if (place.type === T.MemberExpression || (place.type === T.Identifier && isShared(place, unit, node))) places.add(unit.textOf(place));
  });
  if (places.size === 0) return false;
  let chained = false;
  walkOwn(fn.body, (node) => {
    if (node.type !== T.CallExpression || !/^(?:then|finally|catch)$/.test(calledMethod(node) ?? '')) return;
    let root: Node = node;
    while (root.type === T.CallExpression || (root.type === T.MemberExpression && /^(?:then|finally|catch)$/.test(propertyName(root) ?? ''))) root = unwrap(root.type === T.CallExpression ? root.callee : root.object);
    const held = unwrap(root);
    if (held.type === T.MemberExpression || held.type === T.Identifier) {
      const variable = held.type === T.Identifier ? unit.scopes.variableOf(held) : undefined;
      const value = variable && constantValue(variable);
      if (places.has(unit.textOf(held)) || (value && places.has(unit.textOf(unwrap(value))))) chained = true;
    }
  });
  return chained;
}

/** Whether a function gives a slot back itself: by a method that releases, or by calling what an acquire gave it. */
export function givesSlotBack(fn: FunctionNode, limiters: Limiters): boolean {
  let gives = false;
  const acquired = new Set<string>();
  walk(fn.body, (node) => {
    if (node.type === T.VariableDeclarator && node.id.type === T.Identifier && node.init?.type === T.AwaitExpression) acquired.add(node.id.name);
    if (node.type !== T.CallExpression) return;
    const callee = unwrap(node.callee);
    const method = calledMethod(node);
    if (method !== undefined && limiters.isRelease(method)) gives = true;
    if (callee.type === T.Identifier && (acquired.has(callee.name) || limiters.isRelease(callee.name))) gives = true;
  });
  return gives;
}

/** Whether a function calls one it was given: then the slot it waited for is that call's. */
export function callsParameter(fn: FunctionNode): boolean {
  const parameters = new Set(fn.params.flatMap((parameter) => (parameter.type === T.Identifier ? [parameter.name] : [])));
  let calls = false;
  walk(fn.body, (node) => { if (node.type === T.CallExpression && node.callee.type === T.Identifier && parameters.has(node.callee.name)) calls = true; });
  return calls;
}
