import { isFunction, T, unwrap, type Node, type TSESTree } from './nodes.ts';
import type { Unit } from './unit.ts';

/** A variable that was asked for, and whether it holds. */
interface Condition {
  asked: TSESTree.Identifier;
  holds: boolean;
}

/** Whether two nodes of a function stand behind conditions that contradict each other: `if (isNew && lock) …` and, with nothing written to `lock` between, `if (!lock) …`. */
export function excludeEachOther(one: Node, other: Node, unit: Unit): boolean {
  const held = conditionsOf(one);
  return conditionsOf(other).some(({ asked, holds }) => held.some((condition) => condition.holds !== holds && isSame(condition.asked, asked, unit)));
}

function isSame(one: TSESTree.Identifier, other: TSESTree.Identifier, { scopes }: Unit): boolean {
  const variable = scopes.variableOf(one);
  const [from, to] = one.range[0] < other.range[0] ? [one.range[0], other.range[0]] : [other.range[0], one.range[0]];
  return variable !== undefined && variable === scopes.variableOf(other) && !variable.references.some((reference) => reference.isWrite() && reference.identifier.range[0] > from && reference.identifier.range[0] < to);
}

/** What is known where a node stands; of `a && !b` both parts are. */
function conditionsOf(node: Node): Condition[] {
  const found: Condition[] = [];
  for (let child = node, at = node.parent; at && !isFunction(at); child = at, at = at.parent) {
    if (at.type === T.IfStatement && at.test !== child) addParts(at.test, at.consequent === child, found);
  }
  return found;
}

function addParts(test: Node, holds: boolean, found: Condition[]): void {
  const at = unwrap(test);
  if (at.type === T.UnaryExpression && at.operator === '!') addParts(at.argument, !holds, found);
  else if (at.type === T.LogicalExpression && at.operator === (holds ? '&&' : '||')) {
    addParts(at.left, holds, found);
    addParts(at.right, holds, found);
  } else if (at.type === T.Identifier) found.push({ asked: at, holds });
}
