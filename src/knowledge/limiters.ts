/** Functions that bound how many calls run at a time. */
export interface Limiters {
  placeholder?: never;
}

export function limiters(_additions: readonly string[]): Limiters {
  return {};
}
