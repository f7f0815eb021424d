import { keyOf, type Baseline, type BaselineEntry } from './baseline.ts';
import type { CodeIdentity } from './code-identity.ts';

/** A finding as a baseline sees it. */
export interface Identified<F> extends CodeIdentity {
  /** Absolute, with `/`. */
  path: string;
  finding: F;
}

/** Which findings a baseline holds. */
export interface Coverage<F> {
  /** In the order they came in. */
  covered: Identified<F>[];
  fresh: Identified<F>[];
  /** What no finding answers to, with the counts that are left. */
  left: BaselineEntry[];
}

/**
 * Matches findings with a baseline. An entry belongs to the finding at its own place; what is left of it, to the same code
 * elsewhere in its file; then, where `isKnown` says that its file holds no more of them (it was looked at, or is gone),
 * to the same code in a function of the same name in another file. Of equal findings beyond its count the last are fresh.
 */
export function match<F>({ entries }: Pick<Baseline, 'entries'>, findings: readonly Identified<F>[], isKnown: (path: string) => boolean): Coverage<F> {
  const left = new Map(entries.map((entry) => [keyOf(entry), { ...entry }]));
  const takers: ((found: CodeIdentity & { path: string }) => BaselineEntry | undefined)[] = [
    (found) => left.get(keyOf(found)),
    firstOf(left, ({ path, rule, code }) => [path, rule, code]),
    firstOf(left, ({ rule, in: within, code }) => [rule, within.slice(within.lastIndexOf('.') + 1), code], ({ path }) => isKnown(path)),
  ];
  const covered = new Set<Identified<F>>();
  for (const entryFor of takers) {
    for (const found of findings) {
      const entry = covered.has(found) ? undefined : entryFor(found);
      if (!entry || entry.count === 0) continue;
      entry.count -= 1;
      covered.add(found);
    }
  }
  return {
    covered: findings.filter((found) => covered.has(found)),
    fresh: findings.filter((found) => !covered.has(found)),
    left: [...left.values()].filter(({ count }) => count > 0),
  };
}

type Place = CodeIdentity & { path: string };

/** Finds the first entry that is not used up among those that share some parts with a finding. Sorted when first asked. */
function firstOf(left: ReadonlyMap<string, BaselineEntry>, partsOf: (place: Place) => string[], isOpen: (entry: BaselineEntry) => boolean = () => true): (found: Place) => BaselineEntry | undefined {
  let groups: Map<string, BaselineEntry[]> | undefined;
  return (found) => {
    if (!groups) {
      groups = new Map();
      for (const entry of left.values()) {
        if (entry.count === 0 || !isOpen(entry)) continue;
        const key = JSON.stringify(partsOf(entry));
        groups.set(key, [...groups.get(key) ?? [], entry]);
      }
    }
    return groups.get(JSON.stringify(partsOf(found)))?.find(({ count }) => count > 0);
  };
}

/** The entries of findings: equal ones are counted. */
export function toEntries(findings: readonly Identified<unknown>[], kept: readonly BaselineEntry[] = []): BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  const add = (entry: BaselineEntry): void => {
    const key = keyOf(entry);
    const known = byKey.get(key);
    if (known) known.count += entry.count;
    else byKey.set(key, { ...entry });
  };
  for (const { path, rule, in: within, code } of findings) add({ path, rule, in: within, code, count: 1 });
  kept.forEach(add);
  return [...byKey.values()];
}
