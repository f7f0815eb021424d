import { ancestor, enclosingFunction, T, unwrap, type CallLike, type Node } from '../../analysis/nodes.ts';
import type { RuleUnit } from '../define-rule.ts';
import { calledName, callsIn, type Acquisition } from './acquisitions.ts';
import { anyInFinally } from './escapes.ts';
import type { Uses } from './uses.ts';

/** Whether little is lost: where a program ends with its first error, in examples, and where what it belongs to may release it. */
export function isMinor({ call, subject, resource }: Acquisition, uses: Uses, unit: RuleUnit): boolean {
  if (isPassing(call, unit) || (unit.summaries.isOfPackage() && unit.summaries.isStartedByHand())) return true;
  // Whether it holds anything, those know who have written it; what is of a response or a page mostly ends with it.
  if (unit.summaries.isOfPackage() && (resource === unit.knowledge.resources.ofProject || resource.small)) return true;
  // `if (process.env.DEV) await browser.close();`: elsewhere it is meant to stay.
  if (unit.summaries.isOfPackage() && uses.releases.length > 0 && uses.releases.every((release) => isByEnvironment(release, unit))) return true;
  // `lockfile.lock(path)` of a module: which of its locks are taken, and who gives them back, it does not say here.
  if (subject.kind === 'owner' && unit.summaries.isOfPackage() && call.arguments.length > 0 && isNamespace(call, unit)) return true;
  // `const slots = new Sema(10)` in a function: what waits for it goes with the call that has failed.
  if (subject.kind === 'owner' && unit.summaries.isOfPackage() && isOfThisCall(call, unit)) return true;
  // `res.on('close', …)` goes with the response, `child.stdout.on('data', …)` with the child.
  if (subject.kind === 'listener' && unit.summaries.isOfPackage() && isPassingSource(call, unit)) return true;
  if (subject.kind === 'listener') return anyInFinally(uses.releases) || subject.text === 'process' && /^['"]SIG/.test(unit.textOf(call.arguments[0] ?? call));
  if (resource !== unit.knowledge.resources.ofProject || call.type !== T.CallExpression) return false;
  return call.arguments.some((argument) => argument.type === T.Identifier && unit.types.hasMember(argument, releaseName(uses)) === true);
}

/** Whether what is listened to was handed in, or a function around holds it: it is gone when they are done with it. */
function isPassingSource(call: CallLike, unit: RuleUnit): boolean {
  let owner: Node = unwrap(call.callee);
  while (owner.type === T.MemberExpression) owner = unwrap(owner.object);
  const definition = owner.type === T.Identifier ? unit.scopes.variableOf(owner)?.defs[0] : undefined;
  return definition?.type === 'Parameter' || (definition?.type === 'Variable' && enclosingFunction(definition.node) !== undefined);
}

function isByEnvironment(release: Node, unit: RuleUnit): boolean {
  return ancestor(release, (node) => node.type === T.IfStatement && /\bprocess\.env\b|\bimport\.meta\.env\b/.test(unit.textOf(node.test))) !== undefined;
}

/** Whether what is acquired was made in a function around. */
function isOfThisCall(call: CallLike, unit: RuleUnit): boolean {
  const callee = unwrap(call.callee);
  const owner = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const definition = owner?.type === T.Identifier ? unit.scopes.variableOf(owner)?.defs[0] : undefined;
  return definition?.type === 'Variable' && definition.node.init?.type === T.NewExpression && enclosingFunction(definition.node) !== undefined;
}

function isNamespace(call: CallLike, unit: RuleUnit): boolean {
  const callee = unwrap(call.callee);
  const owner = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const node = owner?.type === T.Identifier ? unit.scopes.variableOf(owner)?.defs[0]?.node : undefined;
  return node?.type === T.ImportNamespaceSpecifier;
}

/** Whether the process is gone soon after an error: scripts, and what runs once when a program starts. Nobody relies on examples. */
export function isPassing(node: Node, unit: RuleUnit): boolean {
  return unit.summaries.isDeveloperTool() || unit.summaries.isMigration() || unit.summaries.isExample() || unit.summaries.endsWithErrors(node) || isInFixture(node, unit);
}

/** Whether the function around is a fixture of a test runner, which hands what it makes to `use`: its process ends with the tests. */
function isInFixture(node: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(node);
  return fn !== undefined && callsIn(fn).some(({ callee }) => callee.type === T.Identifier && callee.name === 'use' && fn.params.some((parameter) => parameter === unit.scopes.variableOf(callee)?.defs[0]?.name));
}

/** What releases it here, by name. */
export function releaseName({ releases }: Uses): string {
  const release = releases.find(isCall);
  return (release && calledName(release)) ?? 'its release';
}

/** Whether a node is a call or a construction. */
export function isCall(node: Node): node is CallLike {
  return node.type === T.CallExpression || node.type === T.NewExpression;
}
