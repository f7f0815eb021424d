declare function load(id: string): Promise<number>;
enum Region { North = 'north', South = 'south' }
const paths = { users: '/users', posts: '/posts' };
type Kind = 'a' | 'b' | 'c';

export async function all(counts: Record<string, number>, perKind: Record<Kind, string>) {
  await Promise.all(Object.keys(counts).map(load)); // expect unbounded-concurrency: Promise.all(Object.keys(counts).map(load))
  await Promise.all(Object.entries(counts).map(async ([id, n]) => (await load(id)) + n)); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(Object.values(Region).map(load));
  await Promise.all(Object.values(paths).map(load));
  await Promise.all(Object.values(perKind).map(load));
}
