import { canReach } from '../../analysis/flow/queries.ts';
import { enclosingFunction, isFunction, propertyName, T, unwrap, wrapped, type CallLike, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { Variable } from '../../analysis/scopes.ts';
import type { RuleUnit } from '../define-rule.ts';
import { callsIn, calledName, ownerPath, type Acquisition } from './acquisitions.ts';

/** Where a resource ceases to be the function's own. */
export interface Uses {
  /** Nodes that release it. */
  releases: Node[];
  /** Nodes that hand it to someone else: returned, stored, passed on. */
  transfers: Node[];
}

/** What a reference means. `lost`: it cannot be followed, so nothing is said. `passes`: someone gets it, who may or may not keep it. */
type Role = 'use' | 'lost' | { releases: Node } | { transfers: Node } | { passes: Node };

/** How the function deals with what it has acquired; undefined where that cannot be followed (a release in a closure that escapes). */
export function usesOf(acquisition: Acquisition, unit: RuleUnit): Uses | undefined {
  return acquisition.subject.kind === 'variable' ? variableUses(acquisition, acquisition.subject.variable, unit) : ownerUses(acquisition, unit);
}

function ownerUses({ subject, fn, call }: Acquisition, unit: RuleUnit): Uses | undefined {
  if (subject.kind === 'variable') return undefined;
  const releases = callsIn(fn).filter((candidate) => candidate !== call && subject.releases.includes(calledName(candidate) ?? '') && ownerPath(candidate, unit) === subject.text && (subject.kind === 'owner' || removes(candidate, subject.listener)));
  return releases.some((release) => enclosingFunction(release) !== fn) ? undefined : { releases, transfers: [] };
}

/** Whether a call takes this listener away: it names it, or no listener at all. */
function removes(call: TSESTree.CallExpression, listener: Node): boolean {
  const removed = call.arguments[1] && unwrap(call.arguments[1]);
  return !removed || (removed.type === T.Identifier && listener.type === T.Identifier && removed.name === listener.name);
}

function variableUses(acquisition: Acquisition, variable: Variable, unit: RuleUnit): Uses | undefined {
  const { fn, held } = acquisition;
  const uses: Uses = { releases: [], transfers: [] };
  const passed: Node[] = [];
  for (const reference of variable.references) {
    const identifier: Node = reference.identifier;
    if (reference.isWrite()) {
      const write = identifier.parent;
      // A new value takes the old one's place; when that is not after the release, it is seldom meant to be this resource.
      if (write && !isAround(write, held) && (write.type === T.AssignmentExpression || write.type === T.VariableDeclarator)) uses.transfers.push(write);
      if (!reference.isRead()) continue;
    }
    const role = roleOf(identifier, acquisition, unit);
    if (role === 'lost') return undefined;
    if (role === 'use') continue;
    if ('releases' in role) uses.releases.push(role.releases);
    else if ('transfers' in role) uses.transfers.push(role.transfers);
    else passed.push(role.passes);
  }
  uses.releases.push(...releasedOwner(acquisition, unit));
  const flow = unit.flow(fn);
  const releasePoints = uses.releases.flatMap((node) => [...flow.pointsOf(node)]);
  // Who gets the resource takes it over, unless it is released here after that.
  const transfers = [...uses.transfers, ...passed.filter((node) => !canReach(flow.pointsOf(node), releasePoints))];
  // What happens in the other branch of an `if` does not happen to this resource.
  return { ...uses, transfers: transfers.filter((node) => canReach(flow.pointsOf(held), flow.pointsOf(node))) };
}

/** Closing what a resource came from closes it as well: a page's browser, a session's client. */
function releasedOwner({ call, fn }: Acquisition, unit: RuleUnit): Node[] {
  const owner = ownerPath(call, unit);
  if (owner === undefined || owner === 'this') return [];
  return callsIn(fn).filter((candidate) => enclosingFunction(candidate) === fn && candidate.arguments.length === 0 && unit.knowledge.resources.isReleasing(calledName(candidate) ?? '') && ownerPath(candidate, unit) === owner);
}

function roleOf(identifier: Node, acquisition: Acquisition, unit: RuleUnit): Role {
  const { fn } = acquisition;
  const inner = directRole(identifier, acquisition, unit);
  const closure = closureIn(identifier, fn);
  if (!closure) return inner;
  if (inner === 'use' || (inner !== 'lost' && 'passes' in inner)) return closureRole(closure, acquisition, unit);
  // A release, or a hand-over, in a closure: it counts where the closure is called, if every call is plain to see.
  const calls = inner === 'lost' ? undefined : directCalls(closure, fn, unit);
  const [first] = calls ?? [];
  return first && calls?.length === 1 && inner !== 'lost' && 'releases' in inner ? { releases: first } : 'lost';
}

/** What a closure means that uses the resource without releasing it: it is as good as the resource itself. */
function closureRole(closure: FunctionNode, acquisition: Acquisition, unit: RuleUnit): Role {
  if (directCalls(closure, acquisition.fn, unit)) return 'use';
  return closure.type === T.FunctionDeclaration ? 'lost' : valueRole(closure, acquisition, unit);
}

/** The function directly inside `fn` in which a node stands. */
function closureIn(node: Node, fn: FunctionNode): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (let at = enclosingFunction(node); at && at !== fn; at = enclosingFunction(at)) found = at;
  return found;
}

/** The calls of a closure, where it is called in `fn` and nothing else is done with it. */
function directCalls(closure: FunctionNode, fn: FunctionNode, unit: RuleUnit): Node[] | undefined {
  const value = wrapped(closure);
  if (value.parent?.type === T.CallExpression && value.parent.callee === value) return [value.parent];
  const name = closure.type === T.FunctionDeclaration ? closure.id : value.parent?.type === T.VariableDeclarator && value.parent.id.type === T.Identifier ? value.parent.id : undefined;
  const variable = name && unit.scopes.variableOf(name);
  if (!variable) return undefined;
  const calls: Node[] = [];
  for (const reference of variable.references) {
    if (reference.init) continue;
    const callee = wrapped(reference.identifier);
    if (callee.parent?.type !== T.CallExpression || callee.parent.callee !== callee || enclosingFunction(callee) !== fn) return undefined;
    calls.push(callee.parent);
  }
  return calls;
}

/** The role of a reference by itself, wherever it stands. */
function directRole(identifier: Node, acquisition: Acquisition, unit: RuleUnit): Role {
  const value = wrapped(identifier);
  const { parent } = value;
  const { resource } = acquisition;
  if (parent?.type === T.MemberExpression && parent.object === value) {
    const name = propertyName(parent);
    const member = wrapped(parent);
    const call = member.parent?.type === T.CallExpression && member.parent.callee === member ? member.parent : undefined;
    const isRelease = name === undefined ? /^Symbol\.(?:asyncDispose|dispose)$/.test(unit.textOf(parent.property)) : releasesBy(name, resource.releases, unit);
    const isTaken = name !== undefined && resource.takenOverBy.includes(name);
    if (call) return isRelease ? { releases: call } : isTaken ? { transfers: call } : 'use';
    // `defer(client.release)`, `release.bind(client)`: someone calls it, some time.
    return isRelease || isTaken ? 'lost' : 'use';
  }
  if (parent?.type === T.CallExpression && parent.callee === value) return resource.releases.some((release) => release.kind === 'call') ? { releases: parent } : 'use';
  return valueRole(value, acquisition, unit);
}

function releasesBy(name: string, releases: Acquisition['resource']['releases'], unit: RuleUnit): boolean {
  return releases.some((release) => release.kind === 'method' && release.name === name) || unit.knowledge.resources.isReleasing(name);
}

/** What becomes of a value that is, or contains, the resource. */
function valueRole(node: Node, acquisition: Acquisition, unit: RuleUnit): Role {
  const value = wrapped(node);
  const { parent } = value;
  switch (parent?.type) {
    case T.CallExpression: case T.NewExpression:
      return parent.callee === value ? 'use' : argumentRole(value, parent, acquisition, unit);
    case T.ReturnStatement: case T.YieldExpression:
      return { transfers: parent };
    case T.ArrowFunctionExpression:
      return parent.body === value ? { transfers: value } : 'lost';
    case T.AssignmentExpression:
      return parent.right === value && parent.left !== node ? { transfers: parent } : 'use';
    case T.VariableDeclarator:
      return parent.id.type === T.ObjectPattern && value.type === T.Identifier ? 'use' : isFunction(value) ? { passes: value } : { transfers: parent };
    case T.Property: case T.SpreadElement: case T.ArrayExpression: case T.ObjectExpression: case T.TemplateLiteral:
      if (parent.type === T.SpreadElement && parent.parent.type !== T.ObjectExpression && parent.parent.type !== T.ArrayExpression) return 'use';
      return valueRole(parent, acquisition, unit);
    case T.ConditionalExpression:
      return parent.test === value ? 'use' : valueRole(parent, acquisition, unit);
    case T.LogicalExpression:
      return parent.left === value && parent.operator === '&&' ? 'use' : isTest(parent) ? 'use' : valueRole(parent, acquisition, unit);
    case T.SequenceExpression:
      return valueRole(parent, acquisition, unit);
    case T.ForOfStatement:
      return parent.right === value && parent.await && acquisition.resource.iterated ? { releases: parent } : 'use';
    case T.TaggedTemplateExpression:
      return { passes: parent };
    case T.IfStatement: case T.WhileStatement: case T.DoWhileStatement: case T.ForStatement: case T.SwitchStatement: case T.UnaryExpression: case T.BinaryExpression:
    case T.AwaitExpression: case T.ExpressionStatement: case T.MemberExpression: case T.ForInStatement: case T.SwitchCase:
      return 'use';
    default:
      return 'lost';
  }
}

function isTest(node: Node): boolean {
  const value = wrapped(node);
  const { parent } = value;
  if (parent?.type === T.LogicalExpression) return isTest(parent);
  return parent?.type === T.IfStatement || parent?.type === T.WhileStatement || parent?.type === T.UnaryExpression || (parent?.type === T.ConditionalExpression && parent.test === value);
}

const storing = new Set(['add', 'adopt', 'append', 'defer', 'enqueue', 'push', 'register', 'set', 'track', 'unshift', 'use']);

function argumentRole(argument: Node, call: CallLike, acquisition: Acquisition, unit: RuleUnit): Role {
  const name = calledName(call);
  if (argument.type === T.Identifier && releasesArgument(call, acquisition, unit)) return { releases: call };
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  const known = argument.type === T.Identifier && index >= 0 && call.type === T.CallExpression ? unit.summaries.ownership(call.callee, index) : undefined;
  if (known?.releases) return { releases: call };
  if (known) return known.stores || known.returns ? { transfers: call } : 'use';
  const isMethod = unwrap(call.callee).type === T.MemberExpression;
  if (isMethod && name !== undefined && storing.has(name)) return { transfers: call };
  return { passes: call };
}

/** `pool.release(client)`, `clearInterval(timer)`, `rm(folder, …)`. */
function releasesArgument(call: CallLike, { resource, call: acquire }: Acquisition, unit: RuleUnit): boolean {
  if (call.type !== T.CallExpression) return false;
  const name = calledName(call);
  return resource.releases.some((release) => {
    if (release.kind === 'owner') return release.name === name && ownerPath(call, unit) === ownerPath(acquire, unit);
    if (release.kind !== 'function') return false;
    const last = release.name.split('.').at(-1);
    if (name !== last) return false;
    // The same function is found in several modules (fs and fs/promises), and where nothing is known its name is enough.
    const origins = unit.origins(call.callee);
    return release.module === undefined || origins.length === 0 || origins.some((origin) => origin.name.split(/[.#]/).at(-1) === last);
  });
}

function isAround(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && outer.range[1] >= inner.range[1];
}
