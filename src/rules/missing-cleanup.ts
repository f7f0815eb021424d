import { excludeEachOther } from '../analysis/conditions.ts';
import { canReach, type Escape } from '../analysis/flow/queries.ts';
import { T, unwrap, type CallLike, type FunctionNode, type Node } from '../analysis/nodes.ts';
import type { ReportInput } from '../analysis/rule.ts';
import { acquiringStatement, releaseStatement, tryFinally, type Cleanup } from '../fixes/try-finally.ts';
import { declareUsing } from '../fixes/using.ts';
import { entryOf } from './catalogue.ts';
import { defineRule, type RuleUnit } from './define-rule.ts';
import { acquisitionOf, calledName, callsIn, type Acquisition } from './missing-cleanup/acquisitions.ts';
import { anyInFinally, causeOf, escapeOf, staysOnSuccess, type Hold } from './missing-cleanup/escapes.ts';
import { stuckFlagOf, type StuckFlag } from './missing-cleanup/flags.ts';
import { isCall, isMinor, isPassing, releaseName } from './missing-cleanup/stakes.ts';
import { usesOf, type Uses } from './missing-cleanup/uses.ts';

type Message = 'throws' | 'leaves' | 'never' | 'flag';
type FixId = 'try-finally' | 'await-using';
type Problem = ReportInput<Message, FixId>;

export default defineRule<Message, FixId>({
  ...entryOf('missing-cleanup'),
  // A flag is set by `= true` or by a setter that is given it. The text is asked first: it costs next to nothing.
  gate: (file, { resources }) => /[=(]\s*true\b/.test(file.text) && /\bawait\b/.test(file.text) && file.used.setsTrue
    || resources.mayOccur(file.names) && resources.mayBeUsed(file.used),
  messages: {
    throws: 'When something throws before the release, {name} stays held: {effect}.',
    leaves: 'One way out of this function does not release {name}: {effect}.',
    never: 'Nothing releases {name}: {effect}.',
    flag: 'When an await after this throws, nothing sets {name} back: it stays true.',
  },
  fixes: {
    'try-finally': { title: 'Release in a finally block', safe: false },
    'await-using': { title: 'Declare with using: released when the block ends', safe: false },
  },
  check(unit, report) {
    // Nothing outlives a test run for long.
    if (unit.isExempt) return {};
    const look = (call: CallLike): void => {
      const leak = leakOf(call, unit);
      if (!leak || goesWithOwner(leak, unit)) return;
      report({ ...explain(leak), ...((leak.isUnlikely || isMinor(leak.acquisition, leak.uses, unit)) && { severity: 'hint' as const }), fixes: { 'await-using': () => withUsing(leak, unit), 'try-finally': () => withFinally(leak.acquisition.fn, cleanupOf(leak, unit), unit) } });
    };
    return {
      CallExpression: look,
      NewExpression: look,
      ExpressionStatement(statement) {
        const flag = stuckFlagOf(statement, unit);
        if (!flag) return;
        report({ ...explainFlag(flag), ...((isPassing(statement, unit) || flag.isDoubtful || endsWithCommand(unit)) && { severity: 'hint' as const }), fixes: { 'try-finally': () => tryFinally(unit, [flagCleanup(flag)].filter((cleanup) => cleanup !== undefined)) } });
      },
    };
  },
});

/** Whether the program is a command, which ends with its first error: nobody asks for a flag afterwards. */
function endsWithCommand({ summaries }: RuleUnit): boolean {
  return summaries.isOfPackage() && summaries.isStartedByHand();
}

interface Leak {
  acquisition: Acquisition;
  uses: Uses;
  escape: Escape;
  /** Whether some way comes by a release. */
  isReleased: boolean;
  /** Whether only what hardly fails leads past the release: what makes ready, and calls that fail by a mistake alone. */
  isUnlikely: boolean;
}

/** Whether it was taken from something that this function acquires too, and that takes it along when it is closed: `browser.newContext()`. */
function goesWithOwner({ acquisition: { call, fn } }: Leak, unit: RuleUnit): boolean {
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  const owner = callee?.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const variable = owner?.type === T.Identifier ? unit.scopes.variableOf(owner) : undefined;
  return variable !== undefined && callsIn(fn).some((other) => {
    const found = other === call ? undefined : acquisitionOf(other, unit);
    return found?.subject.kind === 'variable' && found.subject.variable === variable && (usesOf(found, unit)?.releases.length ?? 0) > 0;
  });
}

/** How what a call acquires is not released; undefined where it is, or nothing that matters is acquired. */
function leakOf(call: CallLike, unit: RuleUnit): Leak | undefined {
  const acquisition = acquisitionOf(call, unit);
  const uses = acquisition && usesOf(acquisition, unit);
  if (!uses) return undefined;
  if (acquisition.resource === unit.knowledge.resources.ofProject && uses.releases.length > 0 && uses.releases.every((release) => isCall(release) && unit.summaries.onlyNotes(release.callee))) return undefined;
  const { fn, held, resource, subject } = acquisition;
  // `if (lock) await acquire(id); … if (!lock) await release(id);`: one call does one of them, and the lock is meant to stay.
  if (uses.releases.length > 0 && uses.releases.every((release) => excludeEachOther(held, release, unit))) return undefined;
  const flow = unit.flow(fn);
  const isReleased = canReach(flow.pointsOf(held), uses.releases.flatMap((node) => [...flow.pointsOf(node)]));
  // Only what is meant for one piece of work has to be released by the function that acquires it.
  if (!isReleased && (!resource.perUse || subject.kind !== 'variable')) return undefined;
  const variable = subject.kind === 'variable' ? subject.variable : undefined;
  const hold: Hold = {
    flow,
    held,
    variable,
    ...uses,
    // Where a finally block releases, a call before it is no oversight; where nothing is meant for one piece of work, neither.
    anyCall: resource.perUse && !anyInFinally(uses.releases),
    onlyThrown: subject.kind === 'listener',
    exceptOwn: resource.outlives,
    inCatch: resource.perUse,
  };
  if (!resource.perUse && staysOnSuccess(hold, unit)) return undefined;
  const escape = escapeOf(hold, unit);
  return escape && { acquisition, uses, escape, isReleased, isUnlikely: isReleased && unit.summaries.isOfPackage() && !escapeOf({ ...hold, exceptSetUp: true, anyCall: false }, unit) };
}

function explain({ acquisition: { subject, resource, held }, uses, escape, isReleased }: Leak): Problem {
  const name = subject.kind === 'variable' ? `\`${subject.identifier.name}\`` : subject.kind === 'owner' ? `\`${subject.text}\`` : 'the listener';
  const cause = causeOf(escape);
  return {
    at: subject.kind === 'variable' ? subject.identifier : held,
    message: !isReleased && uses.transfers.length === 0 ? 'never' : cause?.threw ? 'throws' : 'leaves',
    data: { name, effect: resource.effect.replace('{release}', `${releaseName(uses)}()`) },
    related: cause ? [{ at: cause.node, message: cause.threw ? `If this throws, ${name} is never released.` : `This way ${name} is never released.` }] : [],
  };
}

function explainFlag({ statement, name, escape }: StuckFlag): Problem {
  const cause = causeOf(escape);
  return {
    at: statement.expression,
    message: 'flag',
    data: { name: `\`${name}\`` },
    related: cause ? [{ at: cause.node, message: `If this throws, \`${name}\` is never set back.` }] : [],
  };
}

/** What the try/finally fix needs to know; undefined where a finally block is no place for the release. */
function cleanupOf({ acquisition: { fn, statement, resource, subject }, uses, isReleased }: Leak, unit: RuleUnit): Cleanup | undefined {
  const releases = uses.releases.map(releaseStatement);
  if (!statement || !resource.inFinally || releases.includes(undefined) || uses.transfers.length > 0) return undefined;
  const [release] = resource.releases;
  const name = subject.kind === 'variable' ? subject.identifier.name : undefined;
  const text = !isReleased && name !== undefined && release?.kind === 'method' ? `${release.isAsync ? 'await ' : ''}${name}.${release.name}();` : !isReleased && name !== undefined && release?.kind === 'call' ? `${release.isAsync ? 'await ' : ''}${name}();` : undefined;
  return { acquire: acquiringStatement(statement, uses.releases), releases: releases.filter((found) => found !== undefined), release: text, awaited: (fn.async && isAwaitable(uses.releases, resource, unit)), variable: subject.kind === 'variable' ? subject.variable : undefined };
}

/** Whether the releases give promises: in a finally block they are awaited, or nobody would hear of their errors. */
function isAwaitable(releases: readonly Node[], resource: Acquisition['resource'], unit: RuleUnit): boolean {
  return releases.every((release) => isCall(release) && (unit.types.awaitability(release) === 'always' || resource.releases.some(({ name, isAsync }) => isAsync && name === calledName(release))));
}

function flagCleanup({ statement, resets }: StuckFlag): Cleanup | undefined {
  const releases = resets.map(releaseStatement).filter((found) => found !== undefined);
  return releases.length === resets.length ? { acquire: statement, releases, release: undefined, awaited: false, variable: undefined } : undefined;
}

/** try/finally around what follows, together with what else is acquired in there and not released. */
function withFinally(fn: FunctionNode, cleanup: Cleanup | undefined, unit: RuleUnit): ReturnType<typeof tryFinally> {
  if (!cleanup) return undefined;
  const others = callsIn(fn).map((call) => leakOf(call, unit)).map((leak) => leak && !goesWithOwner(leak, unit) ? cleanupOf(leak, unit) : undefined).filter((other) => other !== undefined);
  return tryFinally(unit, [cleanup, ...others.filter((other) => other.acquire !== cleanup.acquire)]);
}

function withUsing({ acquisition: { statement, subject }, uses }: Leak, unit: RuleUnit): ReturnType<typeof declareUsing> {
  const releases = uses.releases.map(releaseStatement).filter((found) => found !== undefined);
  if (!unit.supportsUsing || !statement || subject.kind !== 'variable' || uses.transfers.length > 0 || releases.length !== uses.releases.length) return undefined;
  return declareUsing(unit, statement, subject.variable, releases);
}
