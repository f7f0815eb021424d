import { mapLimit } from 'async';

// dependencies: p-limit, p-map, p-queue, bottleneck, async
declare const store: { findUsers(): Promise<{ id: string }[]> };

export async function greetAll() {
  const users = await store.findUsers();
  await mapLimit(users, 10, async (user) => { await fetch(`/greet/${user.id}`); });
}
