declare function download(id: number | string): Promise<number>;

export async function all(ids: Set<string>, count: number) {
  await Promise.all(Array.from(ids, download)); // expect unbounded-concurrency: Promise.all(Array.from(ids, download))
  await Promise.all(Array.from({ length: count }, (_, index) => download(index))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all([download(0), ...[...ids].map((id) => download(id))]); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(Array.from({ length: 100 }, (_, index) => download(index))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(Array.from({ length: 4 }, (_, index) => download(index)));
  await Promise.all(Array.from([1, 2, 3], download));
}
