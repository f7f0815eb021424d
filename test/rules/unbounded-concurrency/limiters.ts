import { Semaphore } from 'async-mutex';
import Bottleneck from 'bottleneck';
import DataLoader from 'dataloader';
import pLimit, { type LimitFunction } from 'p-limit';
import pMap from 'p-map';
import PQueue from 'p-queue';

declare const users: DataLoader<string, number>;
const limit = pLimit(5);
const queue = new PQueue({ concurrency: 2 });
const bottleneck = new Bottleneck({ minTime: 100 });
const semaphore = new Semaphore(3);

export async function all(ids: string[], given: LimitFunction) {
  await Promise.all(ids.map((id) => limit(() => fetch(id))));
  await Promise.all(ids.map((id) => limit(fetch, id)));
  await Promise.all(ids.map((id) => given(() => fetch(id))));
  await Promise.all(ids.map((id) => queue.add(() => fetch(id))));
  await Promise.all(ids.map((id) => bottleneck.schedule(() => fetch(id))));
  await Promise.all(ids.map(bottleneck.wrap((id: string) => fetch(id))));
  await Promise.all(ids.map((id) => semaphore.runExclusive(() => fetch(id))));
  await Promise.all(ids.map((id) => users.load(id)));
  await pMap(ids, (id) => fetch(id), { concurrency: 4 });
  await Promise.all(ids.map(async (id) => {
    const [, release] = await semaphore.acquire();
    try {
      return await fetch(id);
    } finally {
      release();
    }
  }));
}

export async function workBeforeTheSlot(ids: string[]) {
  await Promise.all(ids.map(async (id) => { // expect unbounded-concurrency: Promise.all(…
    const response = await fetch(id);
    return limit(() => response.text());
  }));
}
