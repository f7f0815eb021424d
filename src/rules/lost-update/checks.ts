import type { Flow, FlowEdgeKind, FlowPoint } from '../../analysis/flow/graph.ts';
import { isFunction, isInside, isLoop, numberValue, T, unwrap, walkOwn, type FunctionNode, type Node, type TSESTree } from '../../analysis/nodes.ts';
import { declaredValue, valueSources } from '../../analysis/value-sources.ts';
import type { RuleUnit } from '../define-rule.ts';
import { readKey, type Write } from './accesses.ts';

/** A look at a place that decides whether it is changed. */
export interface Check {
  test: Node;
  /** Where execution goes on when the look says: change it. */
  from: FlowPoint[];
  /** `missing`: the place was found empty; `room`: a count was compared with a limit; `wait`: the pause is there because of the count. */
  kind: 'missing' | 'room' | 'wait';
  /** The other branch throws: who comes there has made a mistake. */
  isMisuse: boolean;
}

/** The looks at what a write changes that lead to it. */
export function checksBefore(write: Write, fn: FunctionNode, flow: Flow, unit: RuleUnit): Check[] {
  const found: Check[] = [];
  const seen = new Map<Node, Map<FlowEdgeKind, FlowPoint[]>>();
  for (const { next } of flow.points) {
    for (const { test, kind, to } of next) {
      if (!test) continue;
      const kinds = seen.get(test) ?? new Map<FlowEdgeKind, FlowPoint[]>();
      seen.set(test, kinds.set(kind, [...(kinds.get(kind) ?? []), to]));
    }
  }
  for (const [test, kinds] of seen) {
    const owner = decisionAround(test);
    if (!owner) continue;
    const absent = absentOutcomes(test, write.place.key, fn, unit);
    const from = absent.flatMap((kind) => kinds.get(kind) ?? []);
    if (from.length > 0 && isDecidedBy(write.node, owner, absent) && !isAfterthought(write, owner) && !isCompared(owner, write.place.key, fn, unit)) found.push({ test, from, kind: 'missing', isMisuse: throws(owner) });
    else if (owner.type === T.IfStatement && isCountTest(test, write.place.key, fn, unit)) {
      const all = [...kinds.values()].flat();
      if (pausesBecause(owner, write.node, unit)) found.push({ test, from: all, kind: 'wait', isMisuse: false });
      else if (write.kind === 'grow' && isDecidedBy(write.node, owner, [])) found.push({ test, from: all, kind: 'room', isMisuse: false });
    }
  }
  return found;
}

type Decision = TSESTree.IfStatement | TSESTree.ConditionalExpression | TSESTree.LogicalExpression | TSESTree.AssignmentExpression;

/** The statement or expression whose branches a condition (a part of one) chooses; loops look again by themselves. */
function decisionAround(test: Node): Decision | undefined {
  let child = test;
  for (let at = test.parent; at; child = at, at = at.parent) {
    if ((at.type === T.IfStatement || at.type === T.ConditionalExpression) && at.test === child) return at;
    if (at.type === T.AssignmentExpression && at.left === child && /^(?:\?\?|\|\|)=$/.test(at.operator)) return at;
    if (at.type === T.LogicalExpression) {
      const outer = outerLogical(at);
      if (outer) return outer;
      continue;
    }
    if (at.type !== T.UnaryExpression && unwrap(at) === at && at.type !== T.ChainExpression) return undefined;
  }
  return undefined;
}

/** A logical expression that is no condition: `this.cache ?? (this.cache = await load())`. */
function outerLogical(node: TSESTree.LogicalExpression): TSESTree.LogicalExpression | undefined {
  let at: Node = node;
  while (at.parent && (at.parent.type === T.LogicalExpression || at.parent.type === T.UnaryExpression || unwrap(at.parent) === unwrap(at))) at = at.parent;
  const { parent } = at;
  const isTest = parent && (parent.type === T.IfStatement || parent.type === T.ConditionalExpression || isLoop(parent)) && 'test' in parent && parent.test === at;
  return isTest ? undefined : node;
}

/** `catch { this.failed = true; }`, `if (errors > 0) this.stopped = true`: what is set is what came of the work, not that it was done. */
function isAfterthought({ node, value }: Write, owner: Decision): boolean {
  const isFlag = value?.type === T.Literal && value.value === true;
  for (let at: Node | undefined = node.parent; at && at !== owner && at !== owner.parent && !isFunction(at); at = at.parent) {
    if (at.type === T.CatchClause || isFlag && at.type === T.IfStatement) return true;
  }
  return false;
}

/** `if (this.cursor && this.cursor >= cursor) return`: it only goes up, whoever sets it. */
function isCompared(owner: Decision, key: string, fn: FunctionNode, unit: RuleUnit): boolean {
  let found = false;
  if (owner.type !== T.IfStatement) return false;
  walkOwn(owner.test, (node) => {
    if (node.type === T.BinaryExpression && /^[<>]=?$/.test(node.operator) && [node.left, node.right].some((side) => readKey(unwrap(side), fn, unit) === key)) found = true;
  });
  return found;
}

/** Whether a write stands in a branch of a decision, or after one whose other branch leaves. */
function isDecidedBy(write: Node, owner: Decision, absent: readonly FlowEdgeKind[]): boolean {
  if (owner.type === T.AssignmentExpression) return owner === write;
  if (owner.type === T.LogicalExpression) return isInside(write, owner.right);
  if (isInside(write, owner)) return !isInside(write, owner.test);
  if (owner.type !== T.IfStatement || write.range[0] < owner.range[1]) return false;
  // After it: the branch that is not taken then has to leave, and only it.
  return leaves(owner.consequent) && !(absent.length > 0 && owner.alternate !== null && leaves(owner.alternate)) && isInside(write, owner.parent);
}

function leaves(branch: Node): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement || last?.type === T.ContinueStatement || last?.type === T.BreakStatement;
}

function throws(owner: Decision): boolean {
  const branch = owner.type === T.IfStatement ? owner.consequent : undefined;
  const last = branch?.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ThrowStatement;
}

/** The outcomes of a test that mean: there is nothing at the place yet. */
function absentOutcomes(test: Node, key: string, fn: FunctionNode, unit: RuleUnit): FlowEdgeKind[] {
  const reads = (node: Node): boolean => readKey(unwrap(node), fn, unit) === key || readKey(declaredValue(node, unit.scopes), fn, unit) === key;
  if (reads(test)) return ['falsy', 'nullish'];
  if (test.type !== T.BinaryExpression) return [];
  const isSize = (node: Node): boolean => {
    const at = unwrap(node);
    return at.type === T.MemberExpression && at.property.type === T.Identifier && /^(?:length|size)$/.test(at.property.name) && reads(at.object);
  };
  const sides = [test.left, test.right];
  const [known, other] = sides.findIndex((side) => reads(side) || isSize(side)) === 0 ? [test.left, test.right] : [test.right, test.left];
  if (known.type === T.PrivateIdentifier || !(reads(known) || isSize(known)) || !isNothing(other, isSize(known))) return [];
  if (/^={2,3}$/.test(test.operator)) return ['truthy'];
  return /^!={1,2}$/.test(test.operator) ? ['falsy'] : [];
}

function isNothing(node: Node, isSize: boolean): boolean {
  const at = unwrap(node);
  if (at.type === T.Identifier) return at.name === 'undefined';
  return at.type === T.Literal && (isSize ? at.value === 0 : at.value === null || at.value === false || at.value === 'undefined');
}

/** `this.times.length >= limit`, `now - this.last < delay`: not a comparison with nothing. */
function isCountTest(test: Node, key: string, fn: FunctionNode, unit: RuleUnit): boolean {
  if (test.type !== T.BinaryExpression || !/^[<>]=?$/.test(test.operator)) return false;
  if ([test.left, test.right].some((side) => [0, 1].includes(numberValue(side) ?? -1))) return false;
  return valueSources(test, fn, unit.scopes).some((part) => readKey(part, fn, unit) === key);
}

/** `if (full) await sleep(…);` before the write: by the time it goes on, others have seen the same room. */
function pausesBecause(owner: TSESTree.IfStatement, write: Node, unit: RuleUnit): boolean {
  if (owner.alternate || leaves(owner.consequent) || write.range[0] < owner.range[1] || isFunction(owner.parent)) return false;
  let pauses = false;
  walkOwn(owner.consequent, (node) => {
    if (node.type !== T.AwaitExpression) return;
    const awaited = unwrap(node.argument);
    if (awaited.type === T.NewExpression && /Timeout/.test(unit.textOf(awaited)) || awaited.type === T.CallExpression && /(?:sleep|delay|wait|timeout|pause)\w*$/i.test(unit.textOf(awaited.callee))) pauses = true;
  });
  return pauses;
}
