import { readFile } from 'node:fs/promises';

declare function download(url: string, index: number): Promise<number>;
async function upload(id: string) {
  await download(id, 0);
}

export async function all(urls: string[], ids: Set<string>) {
  const loaded = await Promise.all(urls.map(download)); // expect unbounded-concurrency: Promise.all(urls.map(download))
  await Promise.all(Array.from(ids, upload)); // expect unbounded-concurrency: Promise.all(Array.from(ids, upload))
  const tasks = urls.map((url) => readFile(url));
  return [loaded, await Promise.all(tasks)]; // expect unbounded-concurrency: Promise.all(tasks)
}

export async function pushed(urls: string[]) {
  const tasks: Promise<void>[] = [];
  for (const url of urls) {
    tasks.push(upload(url));
  }
  await Promise.all(tasks); // expect unbounded-concurrency: Promise.all(tasks)
}
