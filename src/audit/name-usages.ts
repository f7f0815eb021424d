import type ts from 'typescript';
import { nameUsage, type NameUsage } from '../summaries/name-usage.ts';

/** What was counted in a text stays: an edit leaves it known of all other files. */
const known = new WeakMap<ts.SourceFile, Map<string, NameUsage>>();

/** How calls by a name are used in files, all in all (see `nameUsage`). */
export function usageAmong(files: readonly ts.SourceFile[], name: string): NameUsage {
  const total = { left: 0, taken: 0, awaited: 0 };
  for (const file of files) {
    if (!file.text.includes(name)) continue;
    let counts = known.get(file);
    if (!counts) known.set(file, (counts = new Map()));
    let usage = counts.get(name);
    if (!usage) counts.set(name, (usage = nameUsage(name, [file.text])));
    total.left += usage.left;
    total.taken += usage.taken;
    total.awaited += usage.awaited;
  }
  return total;
}
