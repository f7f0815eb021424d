import { setFlagsFromString } from 'node:v8';

/** Optimise what has run six (since V8 12: four) times as long as by default. V8 complains on stderr of flags that a version does not know. */
const later: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=400000',
  12: '--invocation-count-for-turbofan=12000',
  13: '--invocation-count-for-turbofan=12000',
  14: '--invocation-count-for-turbofan=12000',
};

/**
 * Tells V8 to optimise code later and to inline less of it. More than a third of an audit's processor time went into compiling TypeScript's functions, long
 * and various as they are, on threads beside the one that works, and often anew when the next file proved an assumption wrong. This saves a
 * quarter of all, and takes 6 % more of the thread that works. It concerns all code of the process: only for those that end with their work.
 * `version` is V8's; one that is not known changes nothing.
 */
export function compileLess(version: string): void {
  const flag = later[version.split('.')[0] ?? ''];
  if (flag === undefined) return;
  setFlagsFromString(flag);
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
