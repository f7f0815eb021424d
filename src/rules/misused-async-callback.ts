import { enclosingFunction, enclosingStatement, isFunction, isInside, stringValue, T, unwrap, walk, walkOwn, type CallLike, type Node, type TSESTree } from '../analysis/nodes.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';
import { awaitedLoop } from '../fixes/awaited-interval.ts';
import { handleInCallback } from '../fixes/handle-in-callback.ts';
import { awaitMatches, loopInstead } from '../fixes/list-callbacks.ts';
import { withoutConstructor } from '../fixes/without-constructor.ts';
import { awaitsAccumulator, calleeText, isHandlerAttribute, slotOfArgument, type Slot } from './misused-async-callback/slots.ts';

type Message = Slot | 'override';

/** Slots where it makes no difference whether the promise rejects; and those that a handler in the callback mends. */
const answered: ReadonlySet<Message> = new Set(['forEach', 'predicate', 'comparator', 'accumulator']);
const mendable: ReadonlySet<Message> = new Set(['forEach', 'timer', 'interval', 'executor', 'listener', 'handler', 'slot']);

export default defineRule({
  ...entryOf('misused-async-callback'),
  gate: 'async callbacks',
  messages: {
    forEach: '`forEach` does not wait for the promises that this callback gives: the code behind it runs first, and no handler sees their errors.',
    predicate: '`{callee}` takes the promise for the answer, and a promise is always truthy.',
    comparator: '`{callee}` cannot compare by promises: the order is left as it is.',
    accumulator: '`{callee}` goes on before this callback is done: what it is given next is a promise, which it does not await.',
    timer: 'The timer ignores the promise of this function: if it rejects, no handler sees the error (in Node the process ends).',
    interval: 'The timer ignores the promise of this function: runs overlap when one takes longer than the interval, and no handler sees their errors.',
    executor: 'An error in an async executor is lost: the promise then never settles.',
    listener: 'Whoever emits the event ignores the promise of this function: if it rejects, no handler sees the error (in Node the process ends).',
    handler: 'The server ignores the promise of this handler: if it rejects, the request is never answered, and no handler sees the error (in Node the process ends).',
    slot: 'Whoever calls this function ignores its promise, by its type: if it rejects, no handler sees the error (in Node the process ends).',
    override: 'Callers of what this overrides get no promise, by its type: they ignore this one, and no handler sees its error.',
  },
  fixes: {
    'for-of': { title: 'Await each in a for … of loop', safe: false },
    'await-matches': { title: 'Await the answers first', safe: false },
    'awaited-loop': { title: 'Wait for each run in a loop', safe: false },
    'without-constructor': { title: 'Call the async function without the constructor', safe: false },
    catch: { title: 'Handle the error in the callback', safe: false },
  },
  check(unit, report) {
    const givesPromise = (node: Node): boolean => {
      const at = unwrap(node);
      return (isFunction(at) || at.type === T.Identifier || at.type === T.MemberExpression) && unit.types.givesPromise(at);
    };

    // A browser prints the error and goes on with the page; its callbacks are mostly answers to a click.
    const ofComponent = /\.[jt]sx$/.test(unit.path) || (unit.summaries.isOfPackage() && unit.summaries.runsInBrowser()) ? 'hint' : undefined;
    const predicates = new Map<Node | undefined, number>();

    const tell = (callback: Node, slot: Message, call: CallLike | undefined, severity?: 'information' | 'hint'): void => {
      if (!answered.has(slot) && !unit.summaries.callbackTendsToReject(callback)) return;
      // Where each call handles its own errors, that the list is not waited for may be meant.
      const isMeant = slot === 'forEach' && unit.summaries.isOfPackage() && (!isFollowed(call) || !unit.summaries.callbackTendsToReject(callback) || isGuarded(callback) || isBestEffort(callback) || isLeftElsewhere(callback));
      // A promise that stays open is no better on a page.
      // An error in a page's listener is printed like any other.
      const isOfPage = slot === 'listener' && unit.summaries.runsInBrowser();
      const isDoubtful = isMeant || isOfPage || unit.summaries.isOfPackage() && !answered.has(slot) && (slot === 'executor' ? isPlainFunction(callback) || settlesInTime(callback) || !unit.summaries.callbackIsKnownToFail(callback) : ofComponent !== undefined || slot === 'slot' || (slot === 'listener' && unit.summaries.isOfGrownPackage()) || slot === 'timer' || slot === 'interval' || unit.summaries.hasLastResort() || isWorkers(call, unit) || !unit.summaries.callbackFailsFromOutside(callback) || !unit.summaries.callbackIsKnownToFail(callback) || awaitsNothing(callback));
      const fn = enclosingFunction(callback);
      const earlier = predicates.get(fn) ?? 0;
      if (slot === 'predicate') predicates.set(fn, earlier + 1);
      report({
        at: callback,
        message: slot,
        data: { callee: call ? calleeText(call, unit) : '' },
        ...(isDoubtful ? { severity: 'hint' as const } : severity && { severity }),
        fixes: {
          ...(slot === 'forEach' && call && { 'for-of': () => loopInstead(unit, call, callback) }),
          ...(slot === 'predicate' && call && { 'await-matches': () => awaitMatches(unit, call, callback, earlier) }),
          ...(slot === 'interval' && call && { 'awaited-loop': () => awaitedLoop(unit, call, callback) }),
          ...(slot === 'executor' && call && { 'without-constructor': () => withoutConstructor(unit, call) }),
          ...(mendable.has(slot) && { catch: () => handleInCallback(unit, callback, { slot, call }) }),
        },
      });
    };

    // `forEach((note) => bus.publish(note))`, where the other calls of it are left alone as well.
    const isLeftElsewhere = (callback: Node): boolean => {
      const fn = unwrap(callback);
      const body = fn.type === T.ArrowFunctionExpression ? unwrap(fn.body) : undefined;
      return body?.type === T.CallExpression && unit.summaries.isMostlyLeft(body);
    };

    const checkArguments = (call: CallLike): void => {
      for (const argument of call.arguments) {
        if (argument.type === T.SpreadElement || !givesPromise(argument)) continue;
        const slot = slotOfArgument(call, argument, unit);
        if (slot && !(slot === 'accumulator' && awaitsAccumulator(argument, unit))) tell(argument, slot, call, slot === 'slot' ? ofComponent : undefined);
      }
    };

    // What is kept under a name is called by that: where that is awaited, the type says less than happens.
    const checkVoid = (value: Node, place: Node = value, severity: 'information' | 'hint' | undefined = ofComponent): void => {
      // `preload: page.preload`: a method of something else, which was made to be called and left alone.
      if (unwrap(value).type === T.MemberExpression && value.parent?.type !== T.JSXExpressionContainer) return;
      if (givesPromise(value) && unit.types.expectsVoid(place) === true && !unit.types.isAwaitedSomewhere(place)) tell(value, 'slot', undefined, severity);
    };

    const checkOverride = (member: Node, value: Node): void => {
      if (!unit.types.isAwaitedSomewhere(member)) tell(value, 'override', undefined, unit.summaries.isOfPackage() ? 'hint' : 'information');
    };

    const checkProperty = (property: TSESTree.PropertyDefinition | TSESTree.AccessorProperty): void => {
      if (!property.value || !givesPromise(property.value)) return;
      if (unit.types.overridesVoid(property)) checkOverride(property, property.value);
      else if (property.typeAnnotation) checkVoid(property.value);
    };

    return {
      CallExpression: checkArguments,
      NewExpression: checkArguments,
      JSXExpressionContainer({ expression, parent }) {
        if (parent.type !== T.JSXAttribute || expression.type === T.JSXEmptyExpression || !givesPromise(expression)) return;
        if (unit.types.expectsVoid(expression) === undefined && isHandlerAttribute(parent)) tell(expression, 'slot', undefined, 'information');
        else checkVoid(expression, expression, 'information');
      },
      Property(property) {
          const value = unwrap(property.value);
        // `find: (id) => find(client, id)` in large objects is asked of nobody: what their places expect takes TypeScript long to say.
        if (isFunction(value) && !value.async) return;
        if (property.parent.type === T.ObjectExpression && property.kind === 'init') checkVoid(property.value, property.method || property.shorthand ? property : property.value);
      },
      VariableDeclarator({ id, init }) {
        if (init && id.typeAnnotation) checkVoid(init);
      },
      AssignmentExpression({ left, right, operator }) {
        if (operator !== '=') return;
        const isHandler = left.type === T.MemberExpression && !left.computed && left.property.type === T.Identifier && unit.knowledge.eventSources.isHandlerProperty(left.property.name);
        if (isHandler && givesPromise(right)) tell(right, 'listener', undefined);
        else checkVoid(right);
      },
      ReturnStatement({ argument }) {
        if (argument) checkVoid(argument);
      },
      ArrowFunctionExpression({ body }) {
        if (body.type !== T.BlockStatement) checkVoid(body);
      },
      MethodDefinition(method) {
        if (method.value.type === T.FunctionExpression && givesPromise(method.value) && unit.types.overridesVoid(method)) checkOverride(method, method.value);
      },
      PropertyDefinition: checkProperty,
      AccessorProperty: checkProperty,
    };
  },
});

/** `new Promise((resolve) => show({ resolve }))`: it gives a promise by the way, and is no async function. */
function isPlainFunction(callback: Node): boolean {
  const at = unwrap(callback);
  return isFunction(at) && !at.async;
}

/** `async (resolve) => { setTimeout(() => resolve(false), 1000); await … }`: whatever fails in the await, the promise settles. */
function settlesInTime(callback: Node): boolean {
  const fn = unwrap(callback);
  if (!isFunction(fn) || !fn.body) return false;
  const settlers = new Set(fn.params.map((parameter) => (parameter.type === T.Identifier ? parameter.name : '')));
  let hasWaited = false;
  let settles = false;
  walkOwn(fn.body, (node) => {
    hasWaited ||= node.type === T.AwaitExpression;
    const [reaction] = node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === 'setTimeout' ? node.arguments : [];
    if (reaction && !hasWaited) walk(reaction, (inner) => { settles ||= inner.type === T.Identifier && settlers.has(inner.name); });
  });
  return settles;
}

/** `process.on('message', …)`, `parentPort.on('message', …)`: a child process or a worker that ends with an error tells its parent by that. */
function isWorkers(call: CallLike | undefined, unit: RuleUnit): boolean {
  const callee = call && unwrap(call.callee);
  const event = call?.arguments[0];
  const isOfParent = callee?.type === T.MemberExpression && (unit.textOf(callee.object) === 'process' || unit.knowledge.eventSources.isWorkerCode(unit.text));
  return isOfParent && event !== undefined && stringValue(event) === 'message';
}

/** Whether an async function goes on behind a call: what comes there comes too early. At the end of others nobody is told that it is over. */
function isFollowed(call: CallLike | undefined): boolean {
  const statement = call && enclosingStatement(call);
  const block = statement?.parent;
  return call !== undefined && statement !== undefined && block?.type === T.BlockStatement && enclosingFunction(call)?.async === true && block.body.at(-1) !== statement;
}

/** `async (id) => { … try { all that is awaited } catch { … } }`: it takes care of its own errors, and is meant to run on its own. */
function isGuarded(callback: Node): boolean {
  const fn = unwrap(callback);
  if (!isFunction(fn) || fn.body?.type !== T.BlockStatement) return false;
  const last = fn.body.body.at(-1);
  if (last?.type !== T.TryStatement || !last.handler) return false;
  let isOutside = false;
  walkOwn(fn.body, (node) => { isOutside ||= node.type === T.AwaitExpression && !isInside(node, last); });
  return !isOutside;
}

/** `(builder) => builder.stop?.()`: whatever can be stopped is told to. */
function isBestEffort(callback: Node): boolean {
  const fn = unwrap(callback);
  return isFunction(fn) && !fn.async && fn.body?.type === T.ChainExpression;
}

/** An async function that waits for nothing: what it throws would end the program without `async` as well. */
function awaitsNothing(callback: Node): boolean {
  const fn = unwrap(callback);
  if (!isFunction(fn) || !fn.async || fn.body?.type !== T.BlockStatement) return false;
  let waits = false;
  walkOwn(fn.body, (node) => { waits ||= node.type === T.AwaitExpression || node.type === T.ForOfStatement && node.await || node.type === T.ReturnStatement && node.argument !== null; });
  return !waits;
}
