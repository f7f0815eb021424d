import { FileStore, MemoryStore, type Store } from './store.ts';

export async function first(store: Store, keys: string[]): Promise<string> {
  for (const key of keys) {
    const found = (await store.get(key))?.trim();
    if (found) return found;
  }
  return (await store?.get('default'))!;
}

export class Settings {
  constructor(private readonly stores: Store[]) {}

  async value(key: string) {
    const store = this.stores[0];
    if (await store?.get(key) === 'on') return true;
    return (await store?.get(key))?.trim().length;
  }
}

export async function show(): Promise<void> {
  const { get } = new MemoryStore();
  console.log(await first(new FileStore(), ['a']), await get('b'), await new Settings([]).value('c'));
}
