import { load } from './load.ts';

export function sorted(names: string[]): string[] {
  return names.sort((a, b) => load(a).length - load(b).length); // refused: a callback of `sort` cannot be async, for `sort` does not wait for promises
}
