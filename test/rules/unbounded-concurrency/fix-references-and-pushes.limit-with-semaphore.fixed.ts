import { readFile } from 'node:fs/promises';

declare function download(url: string, index: number): Promise<number>;
async function upload(id: string) {
  await download(id, 0);
}

export async function all(urls: string[], ids: Set<string>) {
  const limit = createLimiter(10);
  const loaded = await Promise.all(urls.map((url, index) => limit(() => download(url, index))));
  await Promise.all(Array.from(ids, (item) => limit(() => upload(item))));
  const tasks = urls.map((url) => limit(() => readFile(url)));
  return [loaded, await Promise.all(tasks)];
}

export async function pushed(urls: string[]) {
  const tasks: Promise<void>[] = [];
  const limit = createLimiter(10);
  for (const url of urls) {
    tasks.push(limit(() => upload(url)));
  }
  await Promise.all(tasks);
}

/** Runs the functions it is given, at most `limit` of them at the same time; the others wait for their turn. */
function createLimiter(limit: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function run<T>(task: () => T | PromiseLike<T>): Promise<T> {
    if (running >= limit) await new Promise<void>((resolve) => { waiting.push(resolve); });
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
