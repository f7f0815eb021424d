import { stat } from 'node:fs/promises';

declare function load(url: string, index: number): Promise<number>;
async function save(id: string) {
  await load(id, 0);
}

export async function all(urls: string[], ids: Set<string>) {
  const loaded = await Promise.all(urls.map(load)); // expect unbounded-concurrency: Promise.all(urls.map(load))
  await Promise.all(Array.from(ids, save)); // expect unbounded-concurrency: Promise.all(Array.from(ids, save))
  const tasks = urls.map((url) => stat(url));
  return [loaded, await Promise.all(tasks)]; // expect unbounded-concurrency: Promise.all(tasks)
}

export async function pushed(urls: string[]) {
  const tasks: Promise<void>[] = [];
  for (const url of urls) {
    tasks.push(save(url));
  }
  await Promise.all(tasks); // expect unbounded-concurrency: Promise.all(tasks)
}
