import type { ReadonlyTable } from './index.ts';

/** One line of the table: `module` without `node:`, `name` as origins have it ("readFileSync", "Dir#readSync"). */
export interface BlockingCallEntry {
  module: string;
  name: string;
  /** The promise-returning twin, as `name` in the same module, or as "module:name". */
  twin?: string;
  note?: string;
}

/** A blocking API as rules see it. */
export interface BlockingApi extends BlockingCallEntry {
  /** Cheap, or without a twin: information unless the user says otherwise. */
  minor?: boolean;
}

export function blockingCalls(_additions: readonly BlockingCallEntry[]): ReadonlyTable<BlockingApi> {
  return { find: () => undefined };
}
