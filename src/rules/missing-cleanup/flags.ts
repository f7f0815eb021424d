import { findPath, reachableFrom } from '../../analysis/flow/queries.ts';
import { isSuspension } from '../../analysis/flow/graph.ts';
import type { Escape } from '../../analysis/flow/queries.ts';
import { ancestor, chainStart, enclosingFunction, isFunction, isInside, keyName, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { wordsOf } from '../../knowledge/words.ts';
import type { RuleUnit } from '../define-rule.ts';
import { calledName } from './acquisitions.ts';
import { anyInFinally, causeOf, escapeOf, type Hold } from './escapes.ts';

/** A flag that says "busy" while something runs, and goes on saying it after an error. */
export interface StuckFlag {
  statement: TSESTree.ExpressionStatement;
  /** `this.loading`; of `setLoading` what it sets: `loading`. */
  name: string;
  resets: Node[];
  escape: Escape;
  /** Whether it may not matter: set back in a finally block that begins late, or nobody asks for it after the error. */
  isDoubtful: boolean;
}

/** What a statement sets to true and the function sets back to false after an await, on the way of success alone; undefined otherwise. */
export function stuckFlagOf(statement: TSESTree.ExpressionStatement, unit: RuleUnit): StuckFlag | undefined {
  const set = settingOf(statement.expression, unit);
  const fn = enclosingFunction(statement);
  if (!set?.value || !fn?.async || !outlivesCall(set.target, fn, unit)) return undefined;
  const writes = writesIn(fn, set.name, unit).filter((node) => node !== statement.expression);
  const resets = writes.filter((node) => settingOf(node, unit)?.value === false);
  // A closure that sets it back (`.finally(() => …)`, a listener) runs who knows when.
  // Where errors are handled by setting it back, the ways on which they are not are meant.
  if (resets.length === 0 || writes.some((node) => enclosingFunction(node) !== fn) || resets.some((node) => isInCatch(node, fn))) return undefined;
  if (resets.every((reset) => isOtherCase(statement, reset, unit))) return undefined;
  const flow = unit.flow(fn);
  const from = flow.pointsOf(statement.expression);
  const isReset = (point: { node: Node | undefined }): boolean => point.node !== undefined && resets.includes(point.node);
  // What is set back before anything is waited for was a choice, and is not what is under way.
  const waits = [...reachableFrom(from, { avoid: isReset })].filter(isSuspension);
  if (waits.length === 0 || !findPath(waits, isReset)) return undefined;
  const hold: Hold = { flow, held: statement.expression, variable: undefined, releases: writes, transfers: handlersIn(fn, set.name, unit), anyCall: false, onlyThrown: true, exceptOwn: false, inCatch: false };
  const known = unit.summaries.isOfPackage() ? thrownEscape({ ...hold, knownOnly: true }, unit) : undefined;
  const escape = known ?? thrownEscape(hold, unit);
  const isGuess = unit.summaries.isOfPackage() && !known;
  return escape ? { statement, name: shownName(set.name, statement.expression), resets, escape, isDoubtful: isGuess || !soundsBusy(set.name, unit) || anyInFinally(resets) || isOfOneOperation(set.target, fn, unit) || waitsForCallers(escape, unit) || isUnread(set.target, unit) || isForShow(set.target, unit) || isOfStore(set.target, unit) || leavesView(escape, unit) || tellsByValue(escape, fn, unit) || staysOnPurpose(set, resets, fn, unit) || isOfUnusedComponent(unit) } : undefined;
}

/**
 * The way on which an await threw. What is known to fail is asked for first: what nobody can look into may deal with its
 * errors, and a way that ends well with the flag still set is meant.
 */
function thrownEscape(hold: Hold, unit: RuleUnit): Escape | undefined {
  const escape = escapeOf(hold, unit);
  return escape?.path.some((edge) => edge.kind === 'throw' && isSuspension(edge.from)) ? escape : undefined;
}

/** `isLoading`, `busy`, `submitLoader`, `this.lock`: what says that something goes on. `didFinish`, `messageSaved` say that something is over, and may well stay. */
function soundsBusy(name: string, unit: RuleUnit): boolean {
  const words = wordsOf(name.split('.').at(-1) ?? name);
  return !unit.summaries.isOfPackage() || !/^(?:did|was|had)$/.test(words.at(words[0] === 'set' ? 1 : 0) ?? '') && words.some((word) => /ing$|^(?:busy|loader|pending|locked|lock|progress|disabled|spinner|inflight|flight|blocked|active|running|wait|load)$/.test(word));
}

/** Reads `x.y = true` and `setX(true)`. */
function settingOf(node: Node, unit: RuleUnit): { name: string; target: Node; value: boolean } | undefined {
  if (node.type === T.AssignmentExpression && node.operator === '=') {
    const value = booleanOf(node.right);
    return value === undefined ? undefined : { name: unit.textOf(node.left), target: node.left, value };
  }
  if (node.type !== T.CallExpression || node.arguments.length !== 1 || !/^set[A-Z]/.test(calledName(node) ?? '')) return undefined;
  const value = booleanOf(node.arguments[0] as Node);
  return value === undefined ? undefined : { name: unit.textOf(node.callee), target: node.callee, value };
}

/** What a reader calls the flag. */
function shownName(name: string, expression: Node): string {
  return expression.type === T.CallExpression ? name.replace(/(?:^|\.)set([A-Z])(\w*)$/, (whole, first: string, rest: string) => `${whole.startsWith('.') ? '.' : ''}${first.toLowerCase()}${rest}`) : name;
}

function booleanOf(node: Node): boolean | undefined {
  const value = unwrap(node);
  return value.type === T.Literal && typeof value.value === 'boolean' ? value.value : undefined;
}

/** All that writes to the flag in a function and in the functions below it. */
function writesIn(fn: FunctionNode, name: string, unit: RuleUnit): Node[] {
  const found: Node[] = [];
  walk(fn, (node) => {
    if (node.type === T.AssignmentExpression && unit.textOf(node.left) === name) found.push(node);
    if (node.type === T.CallExpression && /^set[A-Z]/.test(calledName(node) ?? '') && unit.textOf(node.callee) === name) found.push(node);
  });
  return found;
}

/** Calls that set the flag back themselves, or may: methods of the same object whose code is not at hand, called for an error. */
function handlersIn(fn: FunctionNode, name: string, unit: RuleUnit): Node[] {
  const found: Node[] = [];
  walk(fn, (node) => {
    if (node.type !== T.CallExpression || enclosingFunction(node) !== fn) return;
    const callee = unwrap(node.callee);
    const target = unit.functionOf(callee);
    if (target ? writes(target, name, unit, 3) : isInCatch(node, fn) && callee.type === T.MemberExpression && unwrap(callee.object).type === T.ThisExpression) found.push(node);
  });
  return found;
}

function writes(fn: FunctionNode, name: string, unit: RuleUnit, steps: number): boolean {
  if (writesIn(fn, name, unit).length > 0) return true;
  let found = false;
  if (steps > 0) {
    walk(fn, (node) => {
      const target = !found && node.type === T.CallExpression ? unit.functionOf(node.callee) : undefined;
      if (target && target !== fn && writes(target, name, unit, steps - 1)) found = true;
    });
  }
  return found;
}

/** `if (key === 'a') setOn(true); … if (key === 'b') setOn(false);`: one switches a mode on, the other off. */
function isOtherCase(set: Node, reset: Node, unit: RuleUnit): boolean {
  const wanted = casesAround(set, unit);
  if (isOtherBranch(set, reset)) return true;
  return casesAround(reset, unit).some(({ subject, value }) => wanted.some((other) => other.subject === subject && other.value !== value));
}

/** `if (answer === 'on') config.on = true; else config.on = false;` */
function isOtherBranch(set: Node, reset: Node): boolean {
  for (let at = reset; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type !== T.IfStatement || parent.test === at) continue;
    const other = parent.consequent === at ? parent.alternate : parent.consequent;
    if (other && isInside(set, other)) return true;
  }
  return false;
}

/** What is known to equal which literal where a node stands. */
function casesAround(node: Node, unit: RuleUnit): { subject: string; value: string }[] {
  const found: { subject: string; value: string }[] = [];
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type !== T.IfStatement || parent.consequent !== at || parent.test.type !== T.BinaryExpression || !/^={2,3}$/.test(parent.test.operator)) continue;
    const { left, right } = parent.test;
    if (right.type === T.Literal && left.type === T.Identifier) found.push({ subject: left.name, value: unit.textOf(right) });
  }
  return found;
}

/** `catch { closeModal(); }`: what the flag belongs to is gone. */
function leavesView({ path }: Escape, unit: RuleUnit): boolean {
  return unit.summaries.isOfPackage() && path.some(({ from: { node } }) => node?.type === T.CallExpression && isInCatch(node, enclosingFunction(node) ?? node) && /^(?:close|hide|dismiss|unmount|navigate|redirect|onClose|onHide|onCancel|goBack|logout|signOut)/.test(calledName(node) ?? ''));
}

/** `const [saving, setSaving] = useState(false)`, and nobody asks for `saving`. */
function isUnread(target: Node, unit: RuleUnit): boolean {
  const field = target.type === T.MemberExpression && target.object.type === T.ThisExpression ? propertyName(target) : undefined;
  if (field !== undefined) return unit.summaries.isOfPackage() && !unit.summaries.isRead(field);
  const [definition] = target.type === T.Identifier ? unit.scopes.variableOf(target)?.defs ?? [] : [];
  const pattern = definition?.type === 'Variable' ? definition.node.id : undefined;
  const [state] = pattern?.type === T.ArrayPattern ? pattern.elements : [];
  return state?.type === T.Identifier && unit.scopes.variableOf(state)?.references.every((reference) => !reference.isRead()) === true;
}

/** `picker.busy = true`: a bar that moves, on something of somebody else's. */
function isForShow(target: Node, unit: RuleUnit): boolean {
  return unit.summaries.isOfPackage() && target.type === T.MemberExpression && target.object.type !== T.ThisExpression && propertyName(target) === 'busy';
}

/** `session.setOpen(true)`: what else sets it back, those know who have made the store. */
function isOfStore(target: Node, unit: RuleUnit): boolean {
  return unit.summaries.isOfPackage() && target.parent?.type === T.CallExpression && target.type === T.MemberExpression;
}

/** `await onSave()`: whether that ever fails, those know who have handed it in. */
function waitsForCallers(escape: Escape, unit: RuleUnit): boolean {
  const node = unit.summaries.isOfPackage() ? causeOf(escape)?.node : undefined;
  const awaited = node?.type === T.AwaitExpression ? unwrap(node.argument) : undefined;
  const [list] = awaited?.type === T.CallExpression && calledName(awaited) === 'all' ? awaited.arguments : [];
  const parts = list?.type === T.ArrayExpression ? list.elements.map((element) => element && unwrap(element)) : [awaited];
  return parts.length > 0 && parts.every((part) => isCallOfCallers(part && chainStart(part), unit));
}

function isCallOfCallers(call: Node | null | undefined, unit: RuleUnit): boolean {
  return call?.type === T.CallExpression && isOfCallers(unwrap(call.callee), unit);
}

function isOfCallers(callee: Node, unit: RuleUnit): boolean {
  if (/\bmutateAsync$/.test(unit.textOf(callee))) return false;
  // `window.api.save()`: what stands behind the bridge, and whether it ever rejects, is written elsewhere.
  if (callee.type === T.MemberExpression && /^window\.\w+\.\w+$/.test(unit.textOf(callee).replace(/\s+/g, ''))) return true;
  if (unit.functionOf(callee)) return false;
  let root: Node = callee;
  while (root.type === T.MemberExpression) root = unwrap(root.object);
  const [definition] = root.type === T.Identifier ? unit.scopes.variableOf(root)?.defs ?? [] : [];
  if (definition?.type === 'Parameter') return true;
  const value = definition?.type === 'Variable' && definition.node.init ? unwrap(definition.node.init) : undefined;
  // `const { onSave } = props`.
  if (value?.type === T.Identifier && unit.scopes.variableOf(value)?.defs[0]?.type === 'Parameter') return true;
  // `const { save } = useNotes()`, `const notes = useContext(Notes)`, `const save = useApi(saveNote)`.
  return value?.type === T.CallExpression && (callee.type === T.Identifier || /^use[A-Z]/.test(calledName(value) ?? ''));
}

/** `const { error } = await confirm()`, `const result = await upload(); if (result.error) …`: it says what went wrong rather than rejecting. */
function tellsByValue(escape: Escape, fn: FunctionNode, unit: RuleUnit): boolean {
  const node = unit.summaries.isOfPackage() ? causeOf(escape)?.node : undefined;
  const declarator = node?.type === T.AwaitExpression ? wrapped(node).parent : undefined;
  if (declarator?.type !== T.VariableDeclarator) return false;
  if (declarator.id.type === T.ObjectPattern) return declarator.id.properties.some((property) => property.type === T.Property && /^(?:error|errors)$/.test(keyName(property) ?? ''));
  return declarator.id.type === T.Identifier && new RegExp(`\\b${declarator.id.name.replaceAll('$', '\\$')}\\??\\.(?:error|type|success)\\b`).test(unit.textOf(fn));
}

/** A component that no file imports, and no framework finds by its place: nobody sees it. */
function isOfUnusedComponent(unit: RuleUnit): boolean {
  const isFound = /\/(?:pages|app|routes|views|screens)\/|\/(?:main|index|app|root|layout|page|entry[\w.-]*|preload|popup|options|background)\.[jt]sx?$/i.test(unit.path);
  return unit.summaries.isOfPackage() && /\.[jt]sx$|\.component\.ts$/.test(unit.path) && !isFound && !unit.summaries.isNamedElsewhere();
}

/** `this.idle = true`, which another method sets back: one way through this function leaves it as it is. */
function staysOnPurpose({ name, target }: { name: string; target: Node }, resets: readonly Node[], fn: FunctionNode, unit: RuleUnit): boolean {
  if (!unit.summaries.isOfPackage() || target.type !== T.MemberExpression) return false;
  const body = ancestor(fn, ({ type }) => type === T.ClassBody);
  const flow = unit.flow(fn);
  const set = target.parent;
  if (!body || !set || !findPath(flow.pointsOf(set), (point) => point === flow.exit, { avoid: ({ node }) => node !== undefined && resets.includes(node), follow: ({ kind }) => kind !== 'throw' })) return false;
  let isSetElsewhere = false;
  walk(body, (node) => {
    if (node === fn) return false;
    // Another method decides about it too, or it is true from the start.
    isSetElsewhere ||= node.type === T.AssignmentExpression && unit.textOf(node.left) === name
      || node.type === T.PropertyDefinition && `this.${keyName(node) ?? ''}` === name && node.value !== null && booleanOf(node.value) === true;
    return !isSetElsewhere;
  });
  return isSetElsewhere;
}

/** Whether the flag ends with an operation that the error ends as well: a variable of an async function around, or the state of something that was given to this one (`progress.setNested(true)`). */
function isOfOneOperation(target: Node, fn: FunctionNode, unit: RuleUnit): boolean {
  let at = unwrap(target);
  const isVariable = at.type === T.Identifier;
  const isSetter = target.parent?.type === T.CallExpression;
  while (at.type === T.MemberExpression) at = unwrap(at.object);
  const variable = at.type === T.Identifier ? unit.scopes.variableOf(at) : undefined;
  if (!variable) return false;
  if (isSetter) return !isVariable && variable.defs[0]?.type === 'Parameter' && !/(?:ing|busy|pending|locked|disabled)$/i.test(unit.textOf(target));
  const home = variable.scope.variableScope.block as Node;
  return isVariable && isFunction(home) && home !== fn && home.async;
}

function isInCatch(node: Node, fn: Node): boolean {
  for (let at = node.parent; at && at !== fn; at = at.parent) if (at.type === T.CatchClause) return true;
  return false;
}

/** Whether others see the flag: a field, an outer variable or something in one. What only this call knows goes with it. */
function outlivesCall(target: Node, fn: FunctionNode, unit: RuleUnit): boolean {
  let at = unwrap(target);
  while (at.type === T.MemberExpression && !at.computed) at = unwrap(at.object);
  if (at.type === T.ThisExpression) return true;
  if (at.type !== T.Identifier) return false;
  const variable = unit.scopes.variableOf(at);
  if (!variable) return false;
  const block = variable.scope.variableScope.block as Node;
  return block !== fn && (!isFunction(block) || block.range[0] < fn.range[0]);
}
