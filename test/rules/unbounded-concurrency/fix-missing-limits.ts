import async from 'async';
import pMap from 'p-map';
import PQueue from 'p-queue';

const queue = new PQueue();

export async function all(urls: string[]) {
  await pMap(urls, (url) => fetch(url)); // expect unbounded-concurrency: pMap(urls, (url) => fetch(url))
  await pMap(urls, (url) => fetch(url), { stopOnError: false }); // expect unbounded-concurrency: pMap(…
  await pMap(urls, (url) => fetch(url), { concurrency: Infinity }); // expect unbounded-concurrency: pMap(…
  await async.map(urls, async (url: string) => fetch(url)); // expect unbounded-concurrency: async.map(…
  for (const url of urls) {
    void queue.add(() => fetch(url)); // expect unbounded-concurrency: queue.add(() => fetch(url))
  }
}
