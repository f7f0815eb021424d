import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { blockingSummary } from './blocking.ts';
import { executionContext } from './execution-context.ts';
import { limiterSummary } from './limiter.ts';
import { ownershipSummary } from './ownership.ts';
import { rejectionSummary } from './rejection.ts';
import type { Summaries } from './types.ts';

/** The summaries of one file's functions. Nothing is computed before it is asked. */
export function summarize(unit: Unit, knowledge: Knowledge, options: { isExempt: boolean; isCommandLineEntry: boolean }): Summaries {
  const contextOf = executionContext(unit, knowledge, options);
  return {
    contextOf,
    blocking: blockingSummary(unit, knowledge, contextOf),
    canReject: rejectionSummary(unit, knowledge),
    waitsForSlot: limiterSummary(unit, knowledge),
    ownership: ownershipSummary(unit, knowledge),
  };
}
