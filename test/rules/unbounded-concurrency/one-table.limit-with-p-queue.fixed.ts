import PQueue from 'p-queue';

// dependencies: p-limit, p-map, p-queue, bottleneck, async
declare const store: { findUsers(): Promise<{ id: string }[]> };

export async function greetAll() {
  const users = await store.findUsers();
  const queue = new PQueue({ concurrency: 10 });
  await Promise.all(users.map((user) => queue.add(async () => { await fetch(`/greet/${user.id}`); })));
}
