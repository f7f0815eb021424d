import type { Change } from './changes.ts';
import type { TestResults } from './test-results.ts';

/** Fixes that break tests, one where it does so alone; the names of those tests. */
export interface Culprit {
  changes: readonly Change[];
  tests: readonly string[];
}

/** Whether tests pass with fixes as they did before. */
export interface Behaviour {
  before: TestResults;
  after: TestResults;
  /** Tests that pass now and then, whatever is changed: nothing is said of them. */
  unsteady: readonly string[];
  culprits: readonly Culprit[];
}

/**
 * Runs tests before and after changes, and finds out which changes break what. `run` runs them with these changes and no others;
 * `onRun` is told before each run, `onBroken` which tests are broken before it is known by what.
 */
export async function compareBehaviour(changes: readonly Change[], run: (changes: readonly Change[]) => Promise<TestResults>, { onRun, onBroken }: { onRun?: (changes: number) => void; onBroken?: (tests: readonly string[]) => void } = {}): Promise<Behaviour> {
  const runWith = async (own: readonly Change[]): Promise<TestResults> => {
    onRun?.(own.length);
    return run(own);
  };
  const before = await runWith([]);
  if (before.passing.size === 0) throw new Error('Not one test passes before anything is changed: nothing can be told from them.');
  const unsteady = new Set<string>();

  const narrow = async (own: readonly Change[], broken: ReadonlySet<string>): Promise<Culprit[]> => {
    if (own.length === 1) return [{ changes: own, tests: [...broken] }];
    const middle = Math.ceil(own.length / 2);
    const found: Culprit[] = [];
    const left = new Set(broken);
    for (const half of [own.slice(0, middle), own.slice(middle)]) {
      const { passing: kept } = await runWith(half);
      const part = new Set([...broken].filter((name) => !kept.has(name)));
      for (const name of part) left.delete(name);
      if (part.size > 0) found.push(...await narrow(half, part));
    }
    // Neither half alone breaks these.
    if (left.size > 0) found.push({ changes: own, tests: [...left] });
    return found;
  };

  const after = changes.length > 0 ? await runWith(changes) : before;
  const lost = new Set([...before.passing].filter((name) => !after.passing.has(name)));
  // What is broken is broken every time, and by the changes.
  for (const [own, isBroken] of [[changes, true], [[], false]] as const) {
    if (lost.size === 0) break;
    const { passing } = await runWith(own);
    for (const name of lost) if (passing.has(name) === isBroken) { lost.delete(name); unsteady.add(name); }
  }
  if (lost.size > 0) onBroken?.([...lost]);
  return { before, after, culprits: lost.size > 0 ? await narrow(changes, lost) : [], unsteady: [...unsteady] };
}
