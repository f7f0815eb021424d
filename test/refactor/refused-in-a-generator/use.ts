import { load } from './load.ts';

export function* pages(names: string[]) { // refused: `pages` is a generator, whose callers would have to change their loops
  for (const name of names) yield load(name);
}
