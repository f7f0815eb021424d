import async from 'async';
import Bottleneck from 'bottleneck';
import pLimit from 'p-limit';
import pMap from 'p-map';
import PQueue from 'p-queue';

const limit = pLimit(Infinity);
const queue = new PQueue();
const bottleneck = new Bottleneck();

export async function all(ids: string[]) {
  await pMap(ids, (id) => fetch(id)); // expect unbounded-concurrency: pMap(ids, (id) => fetch(id))
  await pMap(ids, (id) => fetch(id), { stopOnError: false }); // expect unbounded-concurrency: pMap(…
  await pMap(ids, (id) => fetch(id), { concurrency: Number.POSITIVE_INFINITY }); // expect unbounded-concurrency: pMap(…
  await pMap(['a', 'b'], (id) => fetch(id));
  await pMap(ids, (id) => id.length);
  await async.each(ids, async (id: string) => { await fetch(id); }); // expect unbounded-concurrency: async.each(…
  await async.eachLimit(ids, 5, async (id: string) => { await fetch(id); });
  await Promise.all(ids.map((id) => limit(() => fetch(id)))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(ids.map((id) => bottleneck.schedule(() => fetch(id)))); // expect unbounded-concurrency: Promise.all(…
}

export async function added(ids: string[]) {
  for (const id of ids) {
    void queue.add(() => fetch(id)); // expect unbounded-concurrency: queue.add(() => fetch(id))
  }
  await queue.onIdle();
}
