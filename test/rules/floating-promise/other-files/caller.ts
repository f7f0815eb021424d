import { read } from './reader.ts';
import { store } from './store.ts';

export async function warmUp(key: string) {
  read(key); // expect floating-promise (information): read(key)
  store.fill(key); // expect floating-promise (information): store.fill(key)
  store.empty(key); // expect floating-promise: store.empty(key)
  return key;
}
