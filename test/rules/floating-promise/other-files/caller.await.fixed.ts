import { read } from './reader.ts';
import { store } from './store.ts';

export async function warmUp(key: string) {
  await read(key);
  await store.fill(key);
  await store.empty(key);
  return key;
}
