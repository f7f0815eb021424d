import { enclosingFunction, propertyName, T, unwrap, type Node } from '../../analysis/nodes.ts';
import { declaredValue, valueSources } from '../../analysis/value-sources.ts';
import type { RuleUnit } from '../define-rule.ts';
import type { Write } from './accesses.ts';
import type { Meeting } from './sharing.ts';

/** How much depends on a race. */
export type Weight = 'warning' | 'information' | 'hint';

/** Calls that make something, change something outside, or take long: nobody wants them twice. Of all others the result can be had twice. */
const work = /^[_#]?(?:load|fetch|create|make|open|connect|reconnect|generate|build|launch|start|spawn|fork|register|subscribe|request|post|put|exec|download|upload|send|publish|refresh|login|authenticate|init|initiali[sz]e|setup|bootstrap|acquire|insert|save|write|mkdir|import|install|migrate|compile|prepare|provision|allocate|listen|bind|mount|prompt|new)(?![a-z])/;

/** What goes wrong: a change that is lost weighs more than the same thing read twice. */
export function weightOf({ kind, isMisuse }: { kind: string; isMisuse?: boolean }, write: Write, meeting: Meeting, pause: Node, unit: RuleUnit): Weight {
  if (kind === 'room' || isMisuse) return 'hint';
  // Whether two runs ever meet, those know who have written them.
  if (unit.summaries.isOfPackage() && meeting !== 'certain') return 'hint';
  // An entry that is written back as it was read, but for a part: somebody has to change the same entry meanwhile.
  if (kind === 'stale' && isKeyed(write) && meeting !== 'certain') return 'information';
  if (kind !== 'missing') return unit.summaries.isOfPackage() && kind === 'stale' && fallsBack(write, unit) ? 'hint' : 'warning';
  // Done twice, most work comes to the same: whether it does, only those who know the project can tell.
  if (unit.summaries.isOfPackage()) return 'hint';
  const given = verbOf(write, unit);
  const verb = given ?? (pause.type === T.AwaitExpression ? calledName(pause.argument) : undefined);
  const isWork = verb !== undefined && work.test(verb);
  if (!isKeyed(write)) return isWork || meeting === 'certain' ? 'warning' : 'hint';
  // Calls side by side mostly ask for different entries.
  if (meeting === 'certain' && given !== undefined) return isWork ? 'warning' : 'information';
  return isWork ? 'information' : 'hint';
}

/** `key = given || this.key; …; this.key = key`: the old value stays where there is no new one. */
function fallsBack({ value }: Write, unit: RuleUnit): boolean {
  const made = value && unwrap(declaredValue(value, unit.scopes));
  return made?.type === T.LogicalExpression || made?.type === T.ConditionalExpression;
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
