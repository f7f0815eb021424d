/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to below `count`. */
  below(count: number): number;
  /** One of a list that is not empty. */
  of<V>(list: readonly V[]): V;
  /** Whether something of this chance (0 to 1) happens. */
  chance(of: number): boolean;
}

/** mulberry32, which is enough for tests. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { below, of: (list) => list[below(list.length)] as never, chance: (of) => next() < of };
}
