import pMap from 'p-map';

// dependencies: p-limit, p-map, p-queue, bottleneck, async
declare const store: { findUsers(): Promise<{ id: string }[]> };

export async function greetAll() {
  const users = await store.findUsers();
  await pMap(users, async (user) => { await fetch(`/greet/${user.id}`); }, { concurrency: 10 });
}
