import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Summaries } from './types.ts';

/** To be written by the owner of this summary. */
export function rejectionSummary(_unit: Unit, _knowledge: Knowledge): Summaries['canReject'] {
  return () => true;
}
