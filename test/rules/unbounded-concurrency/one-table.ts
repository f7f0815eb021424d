// dependencies: p-limit, p-map, p-queue, bottleneck, async
declare const store: { findUsers(): Promise<{ id: string }[]> };

export async function greetAll() {
  const users = await store.findUsers();
  await Promise.all(users.map(async (user) => { await fetch(`/greet/${user.id}`); })); // expect unbounded-concurrency: Promise.all(users.map(async (user) => { await fetch(`/greet/${user.id}`); }))
}
