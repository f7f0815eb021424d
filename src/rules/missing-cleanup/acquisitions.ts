import { calledMethod, enclosingFunction, enclosingStatement, functionName, propertyName, T, unwrap, walk, wrapped, type CallLike, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { Variable } from '../../analysis/scopes.ts';
import type { Resource } from '../../knowledge/resources.ts';
import type { RuleUnit } from '../define-rule.ts';

/** A place where a function gets hold of something that it has to let go. */
export interface Acquisition {
  call: CallLike;
  /** When this has been evaluated, the resource is held: the call, or the await around it. */
  held: Node;
  fn: FunctionNode;
  /** The statement that does nothing but acquire; undefined: it is part of something larger. */
  statement: TSESTree.Statement | undefined;
  resource: Resource;
  /** What holds it: a variable of this function; or the object that was locked or listened to, by its source text. */
  subject: { kind: 'variable'; variable: Variable; identifier: TSESTree.Identifier } | { kind: 'owner'; text: string; releases: readonly string[] } | { kind: 'listener'; text: string; releases: readonly string[]; listener: Node };
}

/** What a call acquires for the function around it; undefined: nothing that is known to need a release, or nothing that stays here. */
export function acquisitionOf(call: CallLike, unit: RuleUnit): Acquisition | undefined {
  const fn = enclosingFunction(call);
  if (!fn) return undefined;
  const inner = wrapped(call);
  const awaited = inner.parent?.type === T.AwaitExpression ? inner.parent : undefined;
  const held = awaited ?? call;
  const value = wrapped(held);
  const { parent } = value;
  const base = { call, held, fn, statement: statementOf(value) };
  if (parent?.type === T.ExpressionStatement) return ownerAcquisition(base, unit);

  const place = parent?.type === T.VariableDeclarator && parent.init === value ? parent.id
    : parent?.type === T.AssignmentExpression && parent.operator === '=' && parent.right === value ? parent.left : undefined;
  if (!place || isUsing(parent)) return undefined;
  const identifier = place.type === T.ArrayPattern ? place.elements[1] : place;
  const variable = identifier?.type === T.Identifier ? unit.scopes.variableOf(identifier) : undefined;
  if (!variable || identifier?.type !== T.Identifier || !belongsTo(variable, fn)) return undefined;
  const resource = resourceOf(call, variable, identifier, awaited !== undefined, unit);
  if (!resource || (resource.element !== undefined) !== (place.type === T.ArrayPattern)) return undefined;
  // A promise of it is not yet the resource.
  if (!awaited && (resource.isAsync || unit.types.awaitability(call) === 'always')) return undefined;
  if (resource.outlives && !outlives(call, fn, unit)) return undefined;
  return { ...base, held: firstUse(variable, resource.heldFrom, fn) ?? held, resource, subject: { kind: 'variable', variable, identifier } };
}

/** The first await, in a function's own code, of a method of a variable that has one of some names. */
function firstUse({ references }: Variable, names: readonly string[], fn: FunctionNode): Node | undefined {
  if (names.length === 0) return undefined;
  const uses = references.map(({ identifier }) => {
    const member = wrapped(identifier as Node).parent;
    const call = member?.type === T.MemberExpression && names.includes(propertyName(member) ?? '') ? wrapped(member).parent : undefined;
    const awaited = call?.type === T.CallExpression ? wrapped(call).parent : undefined;
    return awaited?.type === T.AwaitExpression && enclosingFunction(awaited) === fn ? awaited : undefined;
  });
  return uses.find((use) => use !== undefined);
}

/** The name that is called: of `pool.connect()` "connect", of `new Worker()` "Worker". */
export function calledName(call: CallLike): string | undefined {
  const callee = unwrap(call.callee);
  if (callee.type === T.Identifier) return callee.name;
  return callee.type === T.MemberExpression ? propertyName(callee) : undefined;
}

/** The object a method is called on, where it is a plain path (`this.pool`, `client`) that means the same each time. */
export function ownerPath(call: Node, unit: RuleUnit): string | undefined {
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  if (callee?.type !== T.MemberExpression) return undefined;
  for (let at = unwrap(callee.object); ; at = unwrap(at.object)) {
    if (at.type === T.Identifier || at.type === T.ThisExpression) return unit.textOf(unwrap(callee.object)).replace(/[?!]/g, '');
    if (at.type !== T.MemberExpression || at.computed) return undefined;
  }
}

function ownerAcquisition(base: Omit<Acquisition, 'resource' | 'subject'>, unit: RuleUnit): Acquisition | undefined {
  const { call, fn } = base;
  const name = calledMethod(call);
  if (call.type !== T.CallExpression || name === undefined) return undefined;
  const lock = unit.knowledge.resources.lock(name);
  const removers = unit.knowledge.resources.listener(name);
  if (!lock && !removers) return undefined;
  const text = ownerPath(call, unit);
  // What an object does to itself is undone by its other methods.
  if (text === undefined || text === 'this') return undefined;
  // What stays on the process when it ends is gone with it.
  if (removers && text === 'process' && unit.knowledge.resources.isShutdown(functionName(fn) ?? '')) return undefined;
  const made = { ...unit.knowledge.resources.ofProject, effect: lock?.effect ?? 'it goes on being called, and keeps what it refers to in memory', inFinally: lock?.inFinally ?? true };
  // One cause, one finding: what is held in a variable is reported there.
  if (lock && isHeldHere(call, fn, unit)) return undefined;
  if (lock) return { ...base, resource: { ...made, perUse: lock.perUse }, subject: { kind: 'owner', text, releases: lock.releases } };
  const listener = call.arguments[1] && unwrap(call.arguments[1]);
  if (!removers || listener?.type !== T.Identifier || call.arguments.length > 2 && /\bonce\b|\bsignal\b/.test(unit.textOf(call))) return undefined;
  return { ...base, resource: made, subject: { kind: 'listener', text, releases: removers, listener } };
}

/** Whether the object that a method is called on is itself something that this function acquires. */
function isHeldHere(call: TSESTree.CallExpression, fn: FunctionNode, unit: RuleUnit): boolean {
  const callee = unwrap(call.callee);
  const owner = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const variable = owner?.type === T.Identifier ? unit.scopes.variableOf(owner) : undefined;
  if (!variable || !belongsTo(variable, fn)) return false;
  return variable.references.some(({ writeExpr }) => {
    const value = writeExpr && unwrap(writeExpr as Node);
    const made = value?.type === T.AwaitExpression ? unwrap(value.argument) : value;
    return (made?.type === T.CallExpression || made?.type === T.NewExpression) && acquisitionOf(made, unit) !== undefined;
  });
}

function resourceOf(call: CallLike, variable: Variable, identifier: TSESTree.Identifier, isAwaited: boolean, unit: RuleUnit): Resource | undefined {
  const { resources } = unit.knowledge;
  const name = calledName(call);
  const isNew = call.type === T.NewExpression;
  const methods = calledOn(variable);
  // Asking where every call's function comes from would cost most of a type check.
  const listed = isNew || name === undefined || resources.mayAcquire(name) ? resources.find(originsOf(call, unit), name) : undefined;
  if (listed) return listed;
  // A name alone is enough only where the function itself calls the release that goes with it.
  const named = name === undefined || isNew ? undefined : resources.named(name);
  const guessed = named && unit.origins(call.callee).length === 0 ? named : undefined;
  if (guessed && guessed.isAsync === isAwaited && guessed.releases.some((release) => release.kind === 'method' && methods.has(release.name))) return guessed;
  if (isAwaited && name !== undefined && resources.lock(name) && methods.has('') && /release|unlock|free/i.test(identifier.name)) return resources.lockFunction;
  if (!resources.ofProject.releases.some((release) => methods.has(release.name))) return undefined;
  if (!isNew && (name === undefined || !resources.isAcquiring(name))) return undefined;
  return isOfProject(call, identifier, unit) ? resources.ofProject : undefined;
}

function originsOf(call: CallLike, unit: RuleUnit): readonly { module: string; name: string }[] {
  const origins = unit.origins(call.callee);
  return call.type === T.NewExpression ? origins.map(({ module, name }) => ({ module, name: `${name}#` })) : origins;
}

/** The methods called on a variable; the empty name: the variable itself is called. */
function calledOn(variable: Variable): ReadonlySet<string> {
  return new Set(variable.references.flatMap(({ identifier }) => {
    const value = wrapped(identifier);
    const { parent } = value;
    if (parent?.type === T.CallExpression && parent.callee === value) return [''];
    if (parent?.type !== T.MemberExpression || parent.object !== value) return [];
    const callee = wrapped(parent);
    return callee.parent?.type === T.CallExpression && callee.parent.callee === callee ? [propertyName(parent) ?? '?'] : [];
  }));
}

function isOfProject(call: CallLike, identifier: TSESTree.Identifier, unit: RuleUnit): boolean {
  if (unit.types.typeOrigin(identifier)?.inProject) return true;
  const callee = unwrap(call.callee);
  const variable = call.type === T.NewExpression && callee.type === T.Identifier ? unit.scopes.variableOf(callee) : undefined;
  return variable?.defs[0]?.node.type === T.ClassDeclaration;
}

/** Whether a variable lives in this call of the function alone. */
function belongsTo(variable: Variable, fn: FunctionNode): boolean {
  const block = variable.scope.variableScope.block as Node;
  return block === fn;
}

/** Whether the object that a method is called on lives on when the function has returned: a parameter, a field, an outer variable. */
function outlives(call: CallLike, fn: FunctionNode, unit: RuleUnit): boolean {
  const callee = unwrap(call.callee);
  let at: Node = callee;
  while (at.type === T.MemberExpression) at = unwrap(at.object);
  if (at.type === T.ThisExpression) return true;
  const variable = at.type === T.Identifier ? unit.scopes.variableOf(at) : undefined;
  return variable !== undefined && (!belongsTo(variable, fn) || variable.defs[0]?.type === 'Parameter');
}

function isUsing(declarator: Node | undefined): boolean {
  return declarator?.type === T.VariableDeclarator && (declarator.parent.kind === 'using' || declarator.parent.kind === 'await using');
}

function statementOf(value: Node): TSESTree.Statement | undefined {
  const { parent } = value;
  const statement = enclosingStatement(value);
  if (statement?.type === T.VariableDeclaration && parent === statement.declarations[statement.declarations.length - 1]) return statement;
  if (statement?.type === T.ExpressionStatement && (statement.expression === value || statement.expression === parent)) return statement;
  return undefined;
}

/** Every call below a function, nested functions included. */
export function callsIn(fn: FunctionNode): TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  walk(fn, (node) => { if (node.type === T.CallExpression) found.push(node); });
  return found;
}
