import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { isPageCode } from '../knowledge/pages.ts';
import { awaitingSummary } from './awaiting.ts';
import { blockingSummary } from './blocking.ts';
import { nobodyKnows, type Callers } from './callers.ts';
import { callbackParameters } from './callback-parameters.ts';
import { callbacksOf } from './callbacks.ts';
import { nothingFarBlocks, type BlockingAnswers, type FarBlocking } from './far-blocking.ts';
import { executionContext, inProject, type FileKind } from './execution-context.ts';
import { nobodyHandles, type LastResorts } from './last-resort.ts';
import { limiterSummary } from './limiter.ts';
import { orderSummary } from './order.ts';
import { ownershipSummary } from './ownership.ts';
import { rejectionSummary } from './rejection.ts';
import { nowhere, type Elsewhere } from './elsewhere.ts';
import { timerSummary } from './timers.ts';
import { isMemberRead, isMostlyAwaited, isMostlyLeft } from './name-usage.ts';
import type { LinkedSummaries, Summaries } from './types.ts';
import { urgencyOf } from './urgency.ts';

/** The summaries of one file's functions; calls into other files go through `elsewhere`, those from there through `callers`. Nothing is computed before it is asked. */
export function summarize(unit: Unit, knowledge: Knowledge, options: FileKind, elsewhere: Elsewhere = nowhere, callers: Callers = nobodyKnows, far: FarBlocking = nothingFarBlocks, lastResorts: LastResorts = nobodyHandles): Summaries & LinkedSummaries & BlockingAnswers {
  const parameters = callbackParameters(unit, elsewhere);
  const callbacks = callbacksOf(unit, knowledge, parameters);
  let isPage: boolean | undefined;
  const contexts = executionContext(unit, knowledge, callbacks, options);
  return {
    contextOf: (node) => contexts.contextOf(node),
    isOfPackage: () => options.serving !== undefined,
    isOfGrownPackage: () => options.serving !== undefined && options.isGrown === true,
    runsInBrowser: () => (isPage ??= isPageCode(inProject(unit, options), unit.text, options.dependencies ?? new Set())),
    isOfApplication: () => options.serving === 'application',
    isStartedByHand: () => contexts.isCommand() || /^(?:command|tool)$/.test(options.serving ?? '') || (options.serving === 'own command' && !options.servesRequests?.()),
    isMostlyLeft: (call) => isMostlyLeft(call, options.usage),
    isMostlyAwaited: (call) => isMostlyAwaited(call, options.usage),
    isNamedElsewhere: () => options.isNamedElsewhere?.(unit.path) ?? true,
    isRead: (name) => isMemberRead(name, unit.text) || (options.isReadElsewhere?.(name) ?? false),
    isDeveloperTool: () => contexts.isDeveloperTool(),
    isExample: () => contexts.isExample(),
    isMigration: () => contexts.isMigration(),
    endsWithErrors: (node) => contexts.endsWithErrors(node),
    isCommand: () => contexts.isCommand(),
    hasLastResort: () => lastResorts().some((folder) => unit.path.startsWith(folder)),
    callsParameter: parameters.callsParameter,
    ...blockingSummary(unit, knowledge, callbacks, contexts, callers, options.dependencies ?? new Set(), far),
    urgencyOf: urgencyOf(unit, knowledge, callbacks, callers, options),
    ...rejectionSummary(unit, knowledge, elsewhere, options.serving !== undefined, options.dependencies),
    ...awaitingSummary(unit, elsewhere),
    ...orderSummary(unit, elsewhere),
    ...limiterSummary(unit, knowledge, elsewhere),
    ...timerSummary(unit, elsewhere),
    ...ownershipSummary(unit, knowledge, elsewhere),
  };
}
