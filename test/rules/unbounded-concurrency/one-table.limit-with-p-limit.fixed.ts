import pLimit from 'p-limit';

// dependencies: p-limit, p-map, p-queue, bottleneck, async
declare const store: { findUsers(): Promise<{ id: string }[]> };

export async function greetAll() {
  const users = await store.findUsers();
  const limit = pLimit(10);
  await Promise.all(users.map((user) => limit(async () => { await fetch(`/greet/${user.id}`); })));
}
