import { FileStore, MemoryStore, type Store } from './store.ts';

export function first(store: Store, keys: string[]): string {
  for (const key of keys) {
    const found = store.get(key)?.trim();
    if (found) return found;
  }
  return store?.get('default')!;
}

export class Settings {
  constructor(private readonly stores: Store[]) {}

  value(key: string) {
    const store = this.stores[0];
    if (store?.get(key) === 'on') return true;
    return store?.get(key)?.trim().length;
  }
}

export async function show(): Promise<void> {
  const { get } = new MemoryStore();
  console.log(first(new FileStore(), ['a']), get('b'), new Settings([]).value('c'));
}
