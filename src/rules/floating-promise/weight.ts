import type { UnhandledPart } from '../../analysis/promise-handling.ts';
import type { RuleUnit } from '../define-rule.ts';

/** What follows from promises that nobody waits for: an error that is lost, what comes next being too early, or nothing that people would change code for. */
export type Weight = 'error' | 'order' | 'little';

/** The weight of promises that are left alone together: that of the heaviest. */
export function weightOf(parts: readonly UnhandledPart[], unit: RuleUnit): Weight {
  const weights = parts.map((part) => weightOfOne(part, unit));
  return weights.find((weight) => weight === 'error') ?? weights.find((weight) => weight === 'order') ?? 'little';
}

function weightOfOne({ node, kind }: UnhandledPart, unit: RuleUnit): Weight {
  const { summaries } = unit;
  if (kind === 'awaited array') return 'error';
  // A test that has passed is no longer held back by what it checks afterwards; all else that goes wrong in a test is seen by who runs it.
  if (unit.isExempt) return holdsAssertion(unit.textOf(node)) && summaries.failsFromOutside(node) ? 'error' : 'little';
  if (summaries.isExample() || summaries.isDeveloperTool()) return 'little';
  if (!summaries.hasLastResort() && summaries.failsFromOutside(node)) return 'error';
  return summaries.orderMatters(node) && !summaries.neverEnds(node) ? 'order' : 'little';
}

/** `expect(…)`, `assert.equal(…)`, `t.is(…)`, `value.should.…`. */
function holdsAssertion(text: string): boolean {
  return /\b(?:expect|assert\w*)\s*[.(]|\bt\.\w+\(|\.should\./.test(text);
}
