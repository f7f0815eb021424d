import { load } from './load.ts';

export function sorted(names: string[]): string[] {
  return names.sort((a, b) => load(a).length - load(b).length); // refused: a callback of `sort` is handed to `sort`, which does not wait for promises
}
