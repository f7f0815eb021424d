import { readFileSync } from 'node:fs';

export class Store {
  peruse(name) {
    return readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
  }
}

export function first(store) {
  return store.peruse('first'); // refused: `store.peruse()` may be a call of it, and nothing says what `store` is
}
