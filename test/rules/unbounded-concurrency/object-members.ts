declare function download(id: string): Promise<number>;
enum Region { North = 'north', South = 'south' }
const paths = { users: '/users', posts: '/posts' };
type Kind = 'a' | 'b' | 'c';

export async function all(counts: Record<string, number>, perKind: Record<Kind, string>) {
  await Promise.all(Object.keys(counts).map(download)); // expect unbounded-concurrency: Promise.all(Object.keys(counts).map(download))
  await Promise.all(Object.entries(counts).map(async ([id, n]) => (await download(id)) + n)); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(Object.values(Region).map(download));
  await Promise.all(Object.values(paths).map(download));
  await Promise.all(Object.values(perKind).map(download));
}
