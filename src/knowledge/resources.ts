/** A pair of calls: what is acquired must be released. Names as origins have them, or bare method names. */
export interface ResourceEntry {
  acquire: string;
  release: string;
  module?: string;
}

export interface Resources {
  placeholder?: never;
}

export function resources(_additions: readonly ResourceEntry[]): Resources {
  return {};
}
