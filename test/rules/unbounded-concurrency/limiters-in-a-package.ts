// package: { "name": "order-desk", "dependencies": { "p-map": "7", "express": "4" } }
import pMap from 'p-map';

declare const store: { findOrders(): Promise<{ id: string }[]> };
declare const own: { id: string }[];

/** In parallel is what they ask for; everything that a store holds is another matter. */
export async function ship() {
  await pMap(own, ({ id }) => fetch(id)); // expect unbounded-concurrency (hint): pMap(…
  const orders = await store.findOrders();
  await pMap(orders, ({ id }) => fetch(id)); // expect unbounded-concurrency: pMap(…
}
