import { propertyName, T, unwrap, type CallLike, type Node } from '../../analysis/nodes.ts';
import { isResponseSink, isValueSink, isValueSinkClass, mayBeValueSink } from '../../knowledge/value-sinks.ts';
import type { RuleUnit } from '../define-rule.ts';

/** The parts of a condition that decide it, without those under a `!` of their own. */
export function testedParts(node: Node): Node[] {
  const at = unwrap(node);
  if (at.type === T.LogicalExpression) return [...(at.operator === '??' ? [] : testedParts(at.left)), ...testedParts(at.right)];
  if (at.type === T.ConditionalExpression) return [...testedParts(at.consequent), ...testedParts(at.alternate)];
  if (at.type === T.SequenceExpression) return at.expressions.slice(-1).flatMap(testedParts);
  return at.type === T.UnaryExpression ? [] : [node];
}

/** The parts of an expression of which one is its value. */
export function valueParts(node: Node): Node[] {
  const at = unwrap(node);
  if (at.type === T.LogicalExpression) return [...(at.operator === '&&' ? [] : valueParts(at.left)), ...valueParts(at.right)];
  if (at.type === T.ConditionalExpression) return [...valueParts(at.consequent), ...valueParts(at.alternate)];
  if (at.type === T.SequenceExpression) return at.expressions.slice(-1).flatMap(valueParts);
  return [node];
}

/** Operators, other than `+`, that make numbers of their operands or put them in order. */
export function isCalculation(operator: string): boolean {
  return /^(?:[-*/%&|^]|\*\*|<<|>>>?|[<>]=?)$/.test(operator);
}

export function isComparison(operator: string): boolean {
  return /^[=!]==?$/.test(operator);
}

/** `null`, `undefined`, `void 0`: comparing with them asks whether something is there. */
export function isNullish(node: Node): boolean {
  const at = unwrap(node);
  return (at.type === T.Literal && at.value === null && at.raw === 'null') || (at.type === T.Identifier && at.name === 'undefined') || (at.type === T.UnaryExpression && at.operator === 'void');
}

/** Whether the other side of `+` makes it a concatenation, as far as the text tells. */
export function isText(node: Node, unit: RuleUnit): boolean {
  const at = unwrap(node);
  if (at.type === T.BinaryExpression) return at.operator === '+' && (isText(at.left, unit) || isText(at.right, unit));
  return at.type === T.TemplateLiteral || (at.type === T.Literal && typeof at.value === 'string') || unit.types.typeText(at) === 'string';
}

/** The arguments that a call, or construction, looks at there and then: none of unknown functions. */
export function sinkArguments(call: CallLike, unit: RuleUnit): Node[] {
  const callee = unwrap(call.callee);
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  if (name === undefined || call.arguments.length === 0 || !mayBeValueSink(name)) return [];
  const isSink = callee.type === T.MemberExpression && callee.object.type === T.Identifier && isResponseSink(callee.object.name, name)
    ? unit.functionOf(callee) === undefined
    : unit.origins(callee).some((origin) => origin.module === 'global' && (call.type === T.NewExpression ? isValueSinkClass(origin.name) : isValueSink(origin.name)));
  return isSink ? call.arguments.filter(({ type }) => type !== T.SpreadElement) : [];
}
