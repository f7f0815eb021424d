import { isFunction, keyName, propertyName, T, unwrap, walk, walkOwn, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import { isStopped } from '../analysis/timer-handles.ts';
import type { Unit } from '../analysis/unit.ts';
import { nowhere, type Elsewhere } from './elsewhere.ts';
import { Recursion } from './recursion.ts';
import type { LinkedSummaries, Summaries, TimedPromise } from './types.ts';

/** Which promises settle by a timer that goes on when nobody waits for them any more. */
export function timerSummary(unit: Unit, elsewhere: Elsewhere = nowhere): Pick<Summaries, 'timerOf'> & Pick<LinkedSummaries, 'returnsTimer'> {
  const known = new Recursion(false);

  const timerOf = (promise: Node, steps = 6): TimedPromise | undefined => {
    const at = resolveConstant(promise, unit.scopes);
    if (steps === 0) return undefined;
    if (at.type === T.NewExpression) return isGlobal(at.callee, 'Promise', unit) ? timerOfExecutor(at) : undefined;
    if (at.type !== T.CallExpression) return undefined;
    const callee = unwrap(at.callee);
    // `delay(ms).then(() => { throw … })`: it is decided by the same timer.
    if (callee.type === T.MemberExpression && /^(?:then|catch)$/.test(propertyName(callee) ?? '')) return timerOf(callee.object, steps - 1);
    if (isDelay(at, unit)) return { at, kind: 'delay' };
    const fn = unit.functionOf(callee);
    if (fn) return returnsTimer(fn) ? { at, kind: 'helper' } : undefined;
    const far = elsewhere(callee);
    return far?.summaries.returnsTimer(far.fn) ? { at, kind: 'helper' } : undefined;
  };

  const timerOfExecutor = (made: TSESTree.NewExpression): TimedPromise | undefined => {
    const executor = made.arguments[0] && unwrap(made.arguments[0]);
    if (!isFunction(executor) || executor.async) return undefined;
    const calls: TSESTree.CallExpression[] = [];
    let others = false;
    walkOwn(executor.body, (node) => {
      if (node.type !== T.CallExpression) return;
      if (isGlobal(node.callee, 'setTimeout', unit)) calls.push(node);
      else if (!isUnref(node)) others = true;
    });
    const [timer] = calls;
    // What does more than wait is work, and knows about its timer itself.
    return timer && calls.length === 1 && !others && settles(timer, executor, unit) ? { at: timer, kind: 'own' } : undefined;
  };

  /** A function that starts a timer for its promise, and gives nobody a way to stop it. */
  const returnsTimer = (fn: FunctionNode): boolean => known.ask(fn, () => {
    if (fn.params.some((parameter) => parameter.type === T.Identifier && /signal|abort/i.test(parameter.name))) return false;
    const isLasting = (value: Node): boolean => {
      const found = timerOf(value, 4);
      return found !== undefined && (found.kind !== 'own' || !isStopped(found.at, unit));
    };
    if (fn.body.type !== T.BlockStatement) return isLasting(fn.body.type === T.AwaitExpression ? fn.body.argument : fn.body);
    const last = fn.body.body.at(-1);
    if (last?.type === T.ReturnStatement && last.argument) return fn.body.body.every((statement) => !hasAwait(statement) || statement === last) && isLasting(last.argument.type === T.AwaitExpression ? last.argument.argument : last.argument);
    // `async function timeout(ms) { await delay(ms); throw new Error('late'); }`
    const [first] = fn.body.body;
    const waits = first?.type === T.ExpressionStatement && first.expression.type === T.AwaitExpression ? first.expression.argument : undefined;
    return fn.async && waits !== undefined && fn.body.body.length <= 2 && isLasting(waits);
  });

  return { timerOf, returnsTimer };
}

function isGlobal(callee: Node, name: string, unit: Unit): boolean {
  const at = unwrap(callee);
  const isNamed = at.type === T.Identifier ? at.name === name : at.type === T.MemberExpression && propertyName(at) === name;
  return isNamed && unit.origins(at).some((origin) => origin.module === 'global' && origin.name.replace(/^.*\./, '') === name || origin.module === 'timers' && origin.name === name);
}

/** `timer.unref()`. */
function isUnref(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === T.MemberExpression && /^(?:unref|hasRef)$/.test(propertyName(callee) ?? '');
}

/** Whether a timer's callback is, or calls, what settles the promise. */
function settles(timer: TSESTree.CallExpression, executor: FunctionNode, unit: Unit): boolean {
  const callback = timer.arguments[0] && unwrap(timer.arguments[0]);
  const own = unit.scopes.declaredIn(executor);
  const isOwn = (node: Node): boolean => {
    const variable = node.type === T.Identifier ? unit.scopes.variableOf(node) : undefined;
    return variable !== undefined && own.includes(variable) && variable.defs[0]?.type === 'Parameter';
  };
  if (!callback) return false;
  if (isOwn(callback)) return true;
  let calls = false;
  walk(callback, (node) => { if (isOwn(node)) calls = true; });
  return calls;
}

function isDelay(call: TSESTree.CallExpression, unit: Unit): boolean {
  const made = resolveConstant(call.callee, unit.scopes);
  const isPromisified = made.type === T.CallExpression && unit.origins(made.callee).some(({ module, name }) => module === 'util' && name === 'promisify') && made.arguments[0] !== undefined && isGlobal(made.arguments[0], 'setTimeout', unit);
  if (!isPromisified && !unit.origins(call.callee).some(({ module, name }) => module === 'timers/promises' && name === 'setTimeout')) return false;
  const options = call.arguments[2] && unwrap(call.arguments[2]);
  if (!options) return !call.arguments.some((argument) => argument.type === T.SpreadElement);
  return options.type === T.ObjectExpression && options.properties.every((property) => property.type === T.Property && !/^(?:signal|ref)$/.test(keyName(property) ?? 'signal'));
}

function hasAwait(statement: Node): boolean {
  let found = false;
  walkOwn(statement, (node) => { found ||= node.type === T.AwaitExpression; });
  return found;
}
