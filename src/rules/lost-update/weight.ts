import { enclosingFunction, propertyName, T, unwrap, type Node } from '../../analysis/nodes.ts';
import { valueSources } from '../../analysis/value-sources.ts';
import type { RuleUnit } from '../define-rule.ts';
import type { Write } from './accesses.ts';
import type { Meeting } from './sharing.ts';

/** How much depends on a race. */
export type Weight = 'warning' | 'information' | 'hint';

/** Calls whose result can be had twice: nothing is made by them, and most take little. */
const reads = /^(?:get|find|select|query|read|stat|lookup|resolve|parse|decode|deserialize|compute|calculate|count|has|is|exists|list|search|check|execute|json|text)(?![a-z])/;
/** Calls that take long, or make something: nobody wants them twice. */
const work = /^(?:load|fetch|create|make|open|connect|generate|build|launch|start|spawn|register|request|download|upload|send|refresh|init|initiali[sz]e|acquire|insert|new)(?![a-z])/;

/** What goes wrong: a change that is lost weighs more than the same thing read twice. */
export function weightOf(kind: string, write: Write, meeting: Meeting, unit: RuleUnit): Weight {
  if (kind === 'room') return 'hint';
  if (kind !== 'missing' || meeting === 'certain') return 'warning';
  const verb = verbOf(write, unit);
  if (isKeyed(write)) return verb !== undefined && work.test(verb) ? 'information' : 'hint';
  return verb !== undefined && reads.test(verb) ? 'information' : 'warning';
}

/** An entry of a cache: two calls have to ask for the same one to meet. */
function isKeyed({ node, place }: Write): boolean {
  return node.type === T.CallExpression || place.key.endsWith(']');
}

/** The name of the call whose result is written. */
function verbOf({ value, node }: Write, unit: RuleUnit): string | undefined {
  const fn = enclosingFunction(node);
  const awaited = value && fn ? valueSources(value, fn, unit.scopes).find((part) => part.type === T.AwaitExpression) : undefined;
  return awaited?.type === T.AwaitExpression ? calledName(awaited.argument) : undefined;
}

function calledName(node: Node): string | undefined {
  const at = unwrap(node);
  if (at.type !== T.CallExpression) return undefined;
  const callee = unwrap(at.callee);
  return callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
}
