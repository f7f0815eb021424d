declare function download(id: string): Promise<number>;

export async function loadAll(ids: string[]) {
  const inline = await Promise.all(ids.map(async (id) => (await download(id)) + 1)); // expect unbounded-concurrency: Promise.all(ids.map(async (id) => (await download(id)) + 1))
  const plain = await Promise.all(ids.map((id) => download(id))); // expect unbounded-concurrency: Promise.all(ids.map((id) => download(id)))
  const reference = await Promise.allSettled(ids.map(download)); // expect unbounded-concurrency: Promise.allSettled(…
  const raced = await Promise.race(ids.map(download)); // expect unbounded-concurrency: Promise.race(ids.map(download))
  const any = await Promise.any(ids.map((id) => download(id))); // expect unbounded-concurrency: Promise.any(…
  return { inline, plain, reference, raced, any };
}

export async function throughVariable(ids: string[]) {
  const tasks = ids.map(download);
  return Promise.all(tasks); // expect unbounded-concurrency: Promise.all(tasks)
}

export function perhapsPromise(ids: string[], cache: Map<string, number>) {
  return Promise.all(ids.map((id) => cache.get(id) ?? download(id))); // expect unbounded-concurrency: Promise.all(…
}
