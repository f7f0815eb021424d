declare function chunk<Item>(items: readonly Item[], size: number): Item[][];
declare function load(id: string): Promise<number>;

export async function all(ids: string[]) {
  for (const part of chunk(ids, 10)) await Promise.all(part.map(load));
  const parts = chunk(ids, 10);
  for (const part of parts) await Promise.all(part.map(load));
  for (const part of chunk(ids, 100)) await Promise.all(part.map(load)); // expect unbounded-concurrency: Promise.all(part.map(load))
}
