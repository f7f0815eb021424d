import async from 'async';
import pMap from 'p-map';
import PQueue from 'p-queue';

const queue = new PQueue({ concurrency: 10 });

export async function all(urls: string[]) {
  await pMap(urls, (url) => fetch(url), { concurrency: 10 });
  await pMap(urls, (url) => fetch(url), { stopOnError: false, concurrency: 10 });
  await pMap(urls, (url) => fetch(url), { concurrency: 10 });
  await async.mapLimit(urls, 10, async (url: string) => fetch(url));
  for (const url of urls) {
    void queue.add(() => fetch(url));
  }
}
