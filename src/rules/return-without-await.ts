import { calledMethod, enclosingFunction, functionName, isFunction, isInside, propertyName, T, unwrap, walk, walkOwn, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { isHandled } from '../analysis/promise-handling.ts';
import { declaredValue } from '../analysis/value-sources.ts';
import { isThrower } from '../knowledge/harmless-calls.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';

/** What stands around a `return` and runs, or would have to, when the promise settles. */
interface Guards {
  catches: TSESTree.CatchClause[];
  finals: TSESTree.BlockStatement[];
  /** `using` and `await using` declarations. */
  resources: TSESTree.VariableDeclaration[];
}

export default defineRule({
  ...entryOf('return-without-await'),
  gate: 'returned promises',
  messages: {
    caught: 'The `catch` around this `return` does not see it when the promise rejects: the block is left before that. `return await` keeps it there.',
    final: 'The `finally` block runs before this promise settles. `return await` makes it wait.',
    disposed: '`{name}` is disposed before this promise settles. `return await` keeps it until then.',
  },
  fixes: {
    await: { title: 'Await the promise before the block is left', safe: true },
    'await-for-catch': { title: 'Await the promise, so that `catch` sees its error', safe: false },
  },
  check(unit, report) {
    return {
      ReturnStatement(statement) {
        const { argument } = statement;
        const fn = enclosingFunction(statement);
        // An async generator awaits what it returns.
        if (!argument || !fn?.async || fn.generator) return;
        const { catches, finals, resources } = guardsOf(statement, fn);
        if (catches.length + finals.length + resources.length === 0) return;
        const promises = promisesIn(argument, unit).filter((promise) => !isHandled(promise, unit));
        if (promises.length === 0) return;
        const fix = (): ReturnType<typeof awaitPromise> => awaitPromise(unit, argument);
        const [handler] = catches;
        // What a call of the same function throws has been through the same `catch` already.
        const rejecting = handler ? promises.filter((promise) => unit.summaries.tendsToReject(promise) && calledFunction(promise, unit) !== fn && !isTriedAgain(promise, handler, unit)) : [];
        if (handler && rejecting.length > 0) {
          const isMeant = rejecting.every((promise) => isSettled(promise, unit) || isHandedOn(promise, handler, unit)) || (unit.summaries.isOfPackage() && (unit.summaries.isOfGrownPackage() || onlyRenames(handler) || isReactionWithCatch(fn) || endsInRethrow(handler) || isForAnother(handler) || rejecting.every((promise) => isCalledAgain(promise, handler, unit)) || rejecting.every(readsBody) || rejecting.every((promise) => isForArgument(promise, unit)) || rejecting.every((promise) => isOfThisName(promise, fn)) || !rejecting.some((promise) => !isMadeOutside(promise, handler, unit) && unit.summaries.isKnownToFail(promise))));
          report({ at: statement, message: 'caught', ...(isMeant && { severity: 'hint' }), related: [{ at: keyword(handler, 'catch'), message: 'This does not run.' }], fixes: { 'await-for-catch': fix } });
          return;
        }
        if (promises.every((promise) => isSettled(promise, unit))) return;
        const fixes = catches.length === 0 ? { await: fix } : { 'await-for-catch': fix };
        if (finals[0]) report({ at: statement, message: 'final', ...(unit.summaries.isOfPackage() && !sharesNames(finals[0], argument, unit) && { severity: 'hint' as const }), related: [{ at: finals[0], message: 'This runs first.' }], fixes });
        else if (resources[0]) report({ at: statement, message: 'disposed', data: { name: nameOf(resources[0], unit) }, related: [{ at: resources[0], message: 'It is made here.' }], fixes });
      },
    };
  },
});

/** The handlers, finally blocks and resources of a function that a `return` leaves behind, the innermost first. */
function guardsOf(statement: Node, fn: Node): Guards {
  const guards: Guards = { catches: [], finals: [], resources: [] };
  for (let child = statement, at = statement.parent; at && child !== fn; child = at, at = at.parent) {
    if (at.type === T.TryStatement) {
      if (at.handler && child === at.block && !onlyRethrows(at.handler)) guards.catches.push(at.handler);
      if (at.finalizer && child !== at.finalizer && at.finalizer.body.length > 0) guards.finals.push(at.finalizer);
    }
    const statements = at.type === T.BlockStatement ? at.body : at.type === T.SwitchCase ? at.consequent : [];
    guards.resources.push(...statements.filter((candidate) => candidate.range[1] <= child.range[0]).filter(isUsing));
    if (at.type === T.ForOfStatement && isUsing(at.left)) guards.resources.push(at.left);
  }
  return guards;
}

function isUsing(node: Node): node is TSESTree.VariableDeclaration {
  return node.type === T.VariableDeclaration && (node.kind === 'using' || node.kind === 'await using');
}

/** `return registry.notes.loadNote(id)` in `loadNote`: what is called is most likely this function, whose `catch` it comes by. */
function isOfThisName(promise: Node, fn: FunctionNode): boolean {
  const at = unwrap(promise);
  return at.type === T.CallExpression && /[a-z][A-Z]/.test(calledMethod(at) ?? '') && calledMethod(at) === functionName(fn);
}

/** `catch (error) { throw error; }`, `catch (error) { return Promise.reject(error); }`: it makes no difference. */
function onlyRethrows({ param, body }: TSESTree.CatchClause): boolean {
  const [first] = body.body;
  const rejected = first?.type === T.ReturnStatement && first.argument?.type === T.CallExpression && calledMethod(first.argument) === 'reject' ? first.argument.arguments[0] : undefined;
  const thrown = first?.type === T.ThrowStatement ? first.argument : rejected;
  return param?.type === T.Identifier && thrown?.type === T.Identifier && thrown.name === param.name;
}

/** `catch (error) { throw new Error(`cannot load: ${error}`); }`: whoever waits hears of it either way. */
function onlyRenames({ body: { body } }: TSESTree.CatchClause): boolean {
  return body.length === 1 && body[0]?.type === T.ThrowStatement;
}

/** `catch (error) { log(error); throw error; }`: the error comes to whoever waits in any case. */
function endsInRethrow({ param, body: { body } }: TSESTree.CatchClause): boolean {
  const last = body.at(-1);
  return last?.type === T.ThrowStatement && param?.type === T.Identifier && last.argument.type === T.Identifier && last.argument.name === param.name;
}

/** `.then(async () => { … }).catch(…)`: the chain has a handler of its own for what comes out of the function. */
function isReactionWithCatch(fn: Node): boolean {
  const call = wrapped(fn).parent;
  const link = call?.type === T.CallExpression && calledMethod(call) === 'then' ? wrapped(call).parent : undefined;
  return link?.type === T.MemberExpression && propertyName(link) === 'catch';
}

/**
 * `return save(state);` with `catch { await save(failed); … }`: what has failed just now would fail once more. The same where
 * that comes behind an empty handler.
 */
function isCalledAgain(promise: Node, handler: TSESTree.CatchClause, unit: RuleUnit): boolean {
  const at = unwrap(promise);
  const { parent } = handler;
  const list = handler.body.body.length === 0 && parent.parent?.type === T.BlockStatement ? parent.parent.body : [];
  let found = false;
  if (at.type === T.CallExpression) for (const root of [handler.body, ...list.slice(list.findIndex((statement) => statement === parent) + 1)]) walkOwn(root, (node) => { found ||= node.type === T.CallExpression && unit.textOf(node.callee) === unit.textOf(at.callee); });
  return found;
}

/** `catch (error) { if (error.status !== 404) throw error; … }` behind another await: it is that one's error that is meant. */
function isForAnother({ body: { body }, parent }: TSESTree.CatchClause): boolean {
  const [first] = body;
  const branch = first?.type === T.IfStatement ? first.consequent : undefined;
  const rethrows = branch?.type === T.ThrowStatement || (branch?.type === T.BlockStatement && branch.body.at(-1)?.type === T.ThrowStatement);
  let awaits = false;
  if (rethrows && parent.type === T.TryStatement) walkOwn(parent.block, (node) => { awaits ||= node.type === T.AwaitExpression; });
  return awaits;
}

/** `response.json()`: what has begun to come mostly comes to its end. */
function readsBody(promise: Node): boolean {
  const at = unwrap(promise);
  return at.type === T.CallExpression && at.arguments.length === 0 && /^(?:json|text|blob|arrayBuffer|formData|bytes)$/.test(calledMethod(at) ?? '');
}

/** `return find(decodeURIComponent(name))`: what the `catch` is for is thrown before there is a promise. */
function isForArgument(promise: Node, unit: RuleUnit): boolean {
  const at = unwrap(promise);
  let throws = false;
  for (const argument of at.type === T.CallExpression ? at.arguments : []) walkOwn(argument, (node) => { throws ||= node.type === T.CallExpression && unit.origins(node.callee).some(({ module, name }) => isThrower(module, name)); });
  return throws;
}

/** A variable of in front of the `try`: what it holds was begun there, and is dealt with there. */
function isMadeOutside(promise: Node, handler: TSESTree.CatchClause, unit: RuleUnit): boolean {
  const at = unwrap(promise);
  const name = at.type === T.Identifier ? unit.scopes.variableOf(at)?.defs[0]?.name : undefined;
  return name !== undefined && !isInside(name, handler.parent);
}

/** Whether a `finally` block has to do with what is returned: it names a variable that the returned value is made of. */
function sharesNames(block: Node, value: Node, unit: RuleUnit): boolean {
  const variables = new Set<unknown>();
  walk(value, (node) => { if (node.type === T.Identifier) variables.add(unit.scopes.variableOf(node)); });
  variables.delete(undefined);
  let shares = false;
  walk(block, (node) => { shares ||= node.type === T.Identifier && variables.has(unit.scopes.variableOf(node)); });
  return shares;
}

/** The parts of a returned value that are, or may be, promises. */
function promisesIn(value: Node, unit: RuleUnit): Node[] {
  const at = unwrap(value);
  if (at.type === T.ConditionalExpression) return [at.consequent, at.alternate].flatMap((part) => promisesIn(part, unit));
  if (at.type === T.LogicalExpression) return [at.left, at.right].flatMap((part) => promisesIn(part, unit));
  if (at.type === T.SequenceExpression) return at.expressions.slice(-1).flatMap((part) => promisesIn(part, unit));
  if (at.type === T.AwaitExpression || at.type === T.Literal || isFunction(at)) return [];
  // An async executor is a pitfall of its own: what it throws rejects nothing.
  if (at.type === T.NewExpression && at.arguments.some((argument) => isFunction(argument) && argument.async)) return [];
  // Of what has been awaited a type parameter still says that it may be a promise.
  if (declaredValue(at, unit.scopes).type === T.AwaitExpression) return [];
  const answer = unit.types.awaitability(at);
  return answer === 'always' || answer === 'sometimes' ? [at] : [];
}

function calledFunction(promise: Node, unit: RuleUnit): Node | undefined {
  const at = unwrap(promise);
  return at.type === T.CallExpression ? unit.functionOf(at.callee) : undefined;
}

/** `catch { return load(name); }` around `return load(name);`: it would only do once more what failed just now. */
function isTriedAgain(promise: Node, handler: TSESTree.CatchClause, unit: RuleUnit): boolean {
  const last = handler.body.body.at(-1);
  return last?.type === T.ReturnStatement && last.argument !== null && unit.textOf(unwrap(last.argument)) === unit.textOf(unwrap(promise));
}

/** `return next();` before or after the work that the `catch` is for: what comes next has handlers of its own. */
function isHandedOn(promise: Node, handler: TSESTree.CatchClause, unit: RuleUnit): boolean {
  const at = unwrap(promise);
  const callee = at.type === T.CallExpression ? unwrap(at.callee) : undefined;
  if (callee?.type !== T.Identifier || unit.scopes.variableOf(callee)?.defs[0]?.type !== 'Parameter' || handler.parent.type !== T.TryStatement) return false;
  let others = false;
  walkOwn(handler.parent.block, (node) => { others ||= node.type === T.AwaitExpression; });
  return others;
}

/** `Promise.resolve(1)`, `Promise.reject(error)`: nothing goes on behind it. */
function isSettled(promise: Node, unit: RuleUnit): boolean {
  const at = unwrap(promise);
  const method = at.type === T.CallExpression ? unit.origins(at.callee).map(({ module, name }) => (module === 'global' ? /^Promise\.(resolve|reject)$/.exec(name)?.[1] : undefined)).find((name) => name !== undefined) : undefined;
  if (at.type !== T.CallExpression || method === undefined) return false;
  const [value] = at.arguments;
  return method === 'reject' || value === undefined || unit.types.awaitability(value) === 'never';
}

function nameOf({ declarations }: TSESTree.VariableDeclaration, unit: RuleUnit): string {
  const id = declarations[0]?.id;
  return id?.type === T.Identifier ? id.name : id ? unit.textOf(id) : '';
}

function keyword({ range: [start] }: Node, word: string): { start: number; end: number } {
  return { start, end: start + word.length };
}
