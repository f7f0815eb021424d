declare function load(id: number | string): Promise<number>;

export async function all(ids: Set<string>, count: number) {
  await Promise.all(Array.from(ids, load)); // expect unbounded-concurrency: Promise.all(Array.from(ids, load))
  await Promise.all(Array.from({ length: count }, (_, index) => load(index))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all([load(0), ...[...ids].map((id) => load(id))]); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(Array.from({ length: 100 }, (_, index) => load(index))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(Array.from({ length: 4 }, (_, index) => load(index)));
  await Promise.all(Array.from([1, 2, 3], load));
}
