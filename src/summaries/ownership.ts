import { enclosingFunction, isFunction, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { isHarmlessFunction, isLogging } from '../knowledge/harmless-calls.ts';
import { nowhere, type Elsewhere } from './elsewhere.ts';
import { Recursion } from './recursion.ts';
import type { LinkedSummaries, Ownership, Summaries } from './types.ts';

const nothing: Ownership = { releases: false, stores: false, returns: false };
const kept: Ownership = { releases: false, stores: true, returns: false };

/** What functions of one file do with their parameters. In doubt a function keeps what it is given. */
export function ownershipSummary(unit: Unit, knowledge: Knowledge, elsewhere: Elsewhere = nowhere): Pick<Summaries, 'ownership' | 'releasesOnFailure' | 'onlyNotes'> & Pick<LinkedSummaries, 'ownershipOf' | 'failureReleases'> {
  // A function that hands its parameter to itself does nothing more with it than it does otherwise.
  const known = new Recursion<Ownership>(nothing);

  const ofParameter = (fn: FunctionNode, index: number): Ownership => {
    const parameter = fn.params[index];
    const variable = parameter?.type === T.Identifier ? unit.scopes.variableOf(parameter) : undefined;
    if (!parameter || !variable) return kept;
    return known.ask(parameter, () => variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => roleOf(identifier, fn)).reduce(join, nothing));
  };

  const roleOf = (identifier: Node, fn: FunctionNode): Ownership => {
    const value = wrapped(identifier);
    const { parent } = value;
    if (parent?.type === T.MemberExpression && parent.object === value) {
      const member = wrapped(parent);
      const isCall = member.parent?.type === T.CallExpression && member.parent.callee === member;
      return knowledge.resources.mayRelease(propertyName(parent) ?? '') ? { ...nothing, releases: true, stores: !isCall } : nothing;
    }
    if (parent?.type === T.CallExpression && parent.callee === value) return { ...nothing, releases: true };
    // Read in a closure, it lives as long as that does; used there by a method alone, it was looked at above.
    if (enclosingFunction(identifier) !== fn) return kept;
    switch (parent?.type) {
      case T.CallExpression: {
        const index = parent.arguments.findIndex((argument) => argument === value);
        const answer = index >= 0 ? ownership(parent.callee, index) : undefined;
        return answer ?? kept;
      }
      case T.ReturnStatement: case T.YieldExpression:
        return { ...nothing, returns: true };
      case T.ArrowFunctionExpression:
        return parent.body === value ? { ...nothing, returns: true } : kept;
      case T.IfStatement: case T.UnaryExpression: case T.BinaryExpression: case T.AwaitExpression: case T.ExpressionStatement: case T.ForOfStatement:
        return nothing;
      case T.VariableDeclarator:
        return parent.id.type === T.ObjectPattern ? nothing : kept;
      case T.LogicalExpression:
        return parent.left === value && parent.operator === '&&' ? nothing : kept;
      default:
        return kept;
    }
  };

  const ownership: Summaries['ownership'] = (callee, index) => {
    if (isHarmless(callee, unit)) return nothing;
    const fn = unit.functionOf(callee);
    if (fn) return ofParameter(fn, index);
    const far = elsewhere(callee);
    return far && far.summaries.ownershipOf(far.fn, index);
  };
  const failureReleases = (fn: FunctionNode, steps = 3): boolean => {
    let found = false;
    walk(fn.body, (node) => {
      if (node.type === T.TryStatement) found ||= [node.handler, node.finalizer].some((handler) => handler !== null && callsOwnRelease(handler));
      const callee = node.type === T.CallExpression ? unwrap(node.callee) : undefined;
      const own = steps > 0 && callee?.type === T.MemberExpression && unwrap(callee.object).type === T.ThisExpression ? unit.functionOf(callee) : undefined;
      if (own && own !== fn) found ||= failureReleases(own, steps - 1);
      return !found && (node === fn.body || !isFunction(node));
    });
    return found;
  };

  const callsOwnRelease = (handler: Node): boolean => {
    let found = false;
    walk(handler, (node) => {
      const callee = node.type === T.CallExpression ? unwrap(node.callee) : undefined;
      if (callee?.type === T.MemberExpression && unwrap(callee.object).type === T.ThisExpression) found ||= knowledge.resources.isReleasing(propertyName(callee) ?? '');
    });
    return found;
  };

  return {
    ownership,
    ownershipOf: ofParameter,
    failureReleases,
    releasesOnFailure(callee) {
      const fn = unit.functionOf(callee);
      if (fn) return failureReleases(fn);
      const far = elsewhere(callee);
      return far !== undefined && far.summaries.failureReleases(far.fn);
    },
    onlyNotes(callee) {
      const fn = unit.functionOf(callee) ?? elsewhere(callee)?.fn;
      return fn?.body.type === T.BlockStatement && fn.body.body.length > 0 && fn.body.body.every(isNote);
    },
  };
}

/** `this.isOpen = false;`: nothing outside the object is let go. */
function isNote(statement: Node): boolean {
  const assignment = statement.type === T.ExpressionStatement ? statement.expression : undefined;
  if (assignment?.type !== T.AssignmentExpression || assignment.left.type !== T.MemberExpression || assignment.left.object.type !== T.ThisExpression) return false;
  return unwrap(assignment.right).type === T.Literal;
}

function join(left: Ownership, right: Ownership): Ownership {
  return { releases: left.releases || right.releases, stores: left.stores || right.stores, returns: left.returns || right.returns };
}

/** Functions that look at what they are given and forget it: logging, `String(x)`, `Array.isArray(x)`. */
function isHarmless(node: Node, unit: Unit): boolean {
  const callee = unwrap(node);
  if (callee.type === T.MemberExpression && callee.object.type === T.Identifier && isLogging(callee.object.name, propertyName(callee) ?? '')) return true;
  return unit.origins(callee).some(({ module, name }) => module === 'global' && !name.includes('#') && isHarmlessFunction(name));
}
