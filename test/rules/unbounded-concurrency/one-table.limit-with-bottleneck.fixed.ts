import Bottleneck from 'bottleneck';

// dependencies: p-limit, p-map, p-queue, bottleneck, async
declare const store: { findUsers(): Promise<{ id: string }[]> };

export async function greetAll() {
  const users = await store.findUsers();
  const limiter = new Bottleneck({ maxConcurrent: 10 });
  await Promise.all(users.map((user) => limiter.schedule(async () => { await fetch(`/greet/${user.id}`); })));
}
