/** One part of the files: the first of four is `{ index: 1, count: 4 }`. */
export interface Shard {
  index: number;
  count: number;
}

/**
 * The files of a shard. Each file is in exactly one, and they differ in size by one at most. Neighbours stay together: a
 * shard needs the types of few projects.
 */
export function filesOf({ index, count }: Shard, files: readonly string[]): readonly string[] {
  const end = (part: number): number => Math.floor((part * files.length) / count);
  return files.slice(end(index - 1), end(index));
}
