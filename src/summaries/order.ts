import { enclosingFunction, isFunction, propertyName, T, unwrap, walk, walkOwn, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Variable } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { LinkedSummaries, Summaries } from './types.ts';

/** What code changes beyond its own variables: a variable or a property of it, or a field of `this` by name. */
type Place = { variable: Variable; property: string | undefined } | string;

/** Whether it matters that a promise is not waited for, and whether waiting would end. */
export function orderSummary(unit: Unit, elsewhere: Elsewhere): Pick<Summaries, 'orderMatters' | 'neverEnds'> & Pick<LinkedSummaries, 'isEndless'> {
  /** Follow-up code sees what is changed too late: something is written after a pause, and read (or waited for) below. */
  const orderMatters = (promise: Node): boolean => {
    const fn = enclosingFunction(promise);
    if (fn && !fn.async) return false;
    const end = statementOf(promise).range[1];
    const later: Node[] = [];
    // What other functions read, they read when they are called.
    walk(fn ? fn.body : unit.ast, (node) => {
      if (node.range[0] >= end && isFunction(node)) return false;
      if (node.range[0] >= end) later.push(node);
      return node.range[1] > end;
    });
    if (later.length === 0) return false;
    if (isDelay(promise)) return true;
    const written = functionsIn(promise).flatMap(lateWrites);
    return written.length > 0 && later.some((node) => reads(node, written));
  };

  /** A delay that nobody waits for delays nothing. */
  const isDelay = (promise: Node): boolean => {
    const call = unwrap(promise);
    return call.type === T.CallExpression && unit.origins(call.callee).some(({ module }) => module === 'timers/promises');
  };

  /** The functions of this file that run when an expression is evaluated, as far as it names them. */
  const functionsIn = (promise: Node): FunctionNode[] => {
    const found: FunctionNode[] = [];
    walk(promise, (node) => {
      const fn = isFunction(node) ? node : node.type === T.CallExpression ? unit.functionOf(node.callee) : undefined;
      if (fn && !found.includes(fn)) found.push(fn);
    });
    return found;
  };

  const lateWrites = (fn: FunctionNode): Place[] => {
    const pauses: Node[] = [];
    walkOwn(fn.body, (node) => { if (node.type === T.AwaitExpression) pauses.push(node); });
    // A reaction runs later as a whole.
    const from = fn.async ? pauses[0]?.range[1] : fn.range[0];
    const found: Place[] = [];
    if (from === undefined) return found;
    walk(fn.body, (node) => {
      const target = node.type === T.AssignmentExpression ? node.left : node.type === T.UpdateExpression ? node.argument : undefined;
      const place = target && node.range[1] >= from ? placeOf(target) : undefined;
      if (place !== undefined && (typeof place === 'string' || !isDeclaredIn(place.variable, fn))) found.push(place);
    });
    return found;
  };

  const placeOf = (target: Node): Place | undefined => {
    const at = unwrap(target);
    if (at.type === T.Identifier) {
      const variable = unit.scopes.variableOf(at);
      return variable && { variable, property: undefined };
    }
    if (at.type !== T.MemberExpression) return undefined;
    if (at.object.type === T.ThisExpression) return propertyName(at);
    const place = placeOf(at.object);
    return typeof place === 'object' && place.property === undefined ? { ...place, property: propertyName(at) } : place;
  };

  const reads = (node: Node, written: readonly Place[]): boolean => {
    if (node.type === T.Identifier) {
      const variable = unit.scopes.variableOf(node);
      const looksAt = node.parent.type === T.MemberExpression && node.parent.object === node ? propertyName(node.parent) : undefined;
      // Of an object another property may be what was changed.
      return variable !== undefined && written.some((place) => typeof place === 'object' && place.variable === variable && (place.property === undefined || looksAt === undefined || place.property === looksAt));
    }
    const name = node.type === T.MemberExpression && node.object.type === T.ThisExpression ? propertyName(node) : undefined;
    return name !== undefined && written.includes(name);
  };

  const neverEnds = (promise: Node): boolean => {
    const call = unwrap(promise);
    if (call.type !== T.CallExpression) return false;
    const fn = unit.functionOf(call.callee);
    if (fn) return isEndless(fn);
    const far = elsewhere(call.callee);
    return far?.summaries.isEndless(far.fn) ?? false;
  };

  return { orderMatters, neverEnds, isEndless };
}

/** It loops without a condition, or follows a source that says itself when it ends. */
function isEndless(fn: FunctionNode): boolean {
  let found = false;
  walkOwn(fn.body, (node) => {
    found ||= (node.type === T.ForOfStatement && node.await) || (isUnconditional(node) && !isLeft(node));
    return !found;
  });
  return found;
}

function isUnconditional(node: Node): node is TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement {
  if (node.type === T.ForStatement) return node.test === null;
  return (node.type === T.WhileStatement || node.type === T.DoWhileStatement) && node.test.type === T.Literal && Boolean(node.test.value);
}

/** Whether a loop has a way out. */
function isLeft(loop: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement): boolean {
  let found = false;
  walkOwn(loop.body, (node) => { found ||= node.type === T.BreakStatement || node.type === T.ReturnStatement; });
  return found;
}

function isDeclaredIn(variable: Variable, fn: FunctionNode): boolean {
  return variable.identifiers.some((identifier) => identifier.range[0] >= fn.range[0] && identifier.range[1] <= fn.range[1]);
}

function statementOf(node: Node): Node {
  let at = node;
  while (at.parent && at.type !== T.ExpressionStatement && at.type !== T.VariableDeclaration) at = at.parent;
  return at;
}
