import type { FileResult } from './analyze.ts';
import { Ledger } from './ledger.ts';
import type { ByFile, Earlier } from './project-memory.ts';
import { restsOf, unaffected, type Resting } from './rests.ts';

/** Remembers what came out of a project's files, and what that rests on, from one run to the next. Made anew for each run. */
export class FileMemory {
  readonly ledger = new Ledger();
  /** How many files need not be analysed. */
  kept = 0;
  private readonly earlier: Earlier | undefined;
  private readonly results = new Map<string, FileResult>();

  /** `earlier` is what came out the last time. */
  constructor(earlier: Earlier | undefined) {
    this.earlier = earlier;
  }

  /** What came out of files the last time and is the same now, by path. */
  still(resting: Resting): ReadonlyMap<string, FileResult> {
    const { earlier } = this;
    if (!earlier) return new Map();
    const same = unaffected(earlier.rests, resting, earlier.edited);
    const still = new Map([...earlier.results].filter(([path]) => same.has(path)));
    this.kept = still.size;
    return still;
  }

  /** Something came out of a file, in this run or an earlier one. */
  note(result: FileResult): void {
    this.results.set(result.path, result);
  }

  /** What came out, and what it rests on. */
  byFile(resting: Resting): ByFile {
    const { earlier, kept, ledger, results } = this;
    return { rests: restsOf(resting, ledger, kept > 0 ? earlier?.rests : undefined, earlier?.edited ?? new Set()), results };
  }
}
