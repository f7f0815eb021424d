/** Calls whose promise may be left alone. */
export interface SafeToFloat {
  placeholder?: never;
}

export function safeToFloat(_additions: readonly string[]): SafeToFloat {
  return {};
}
