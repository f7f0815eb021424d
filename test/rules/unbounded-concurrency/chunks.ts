declare function chunk<Item>(items: readonly Item[], size: number): Item[][];
declare function download(id: string): Promise<number>;

export async function all(ids: string[]) {
  for (const part of chunk(ids, 10)) await Promise.all(part.map(download));
  const parts = chunk(ids, 10);
  for (const part of parts) await Promise.all(part.map(download));
  for (const part of chunk(ids, 500)) await Promise.all(part.map(download)); // expect unbounded-concurrency: Promise.all(part.map(download))
}
