import { Mutex, Semaphore } from 'async-mutex';
import { lock } from 'proper-lockfile';

const mutex = new Mutex();
const slots = new Semaphore(3);

export async function update(write: () => Promise<void>) {
  const release = await mutex.acquire(); // expect missing-cleanup: release
  await write();
  release();
}

export async function limited(work: () => Promise<number>) {
  const [, release] = await slots.acquire(); // expect missing-cleanup: release
  const result = await work();
  release();
  return result + 1;
}

export async function withoutHandle(work: () => Promise<void>) {
  await mutex.acquire(); // expect missing-cleanup: await mutex.acquire()
  await work();
  mutex.release();
}

export async function onDisk(path: string, work: () => Promise<void>) {
  const unlock = await lock(path); // expect missing-cleanup: unlock
  await work();
  await unlock();
}

export async function exclusive(work: () => Promise<void>) {
  const release = await mutex.acquire();
  await work().finally(() => release());
}

export async function elsewhere() {
  await mutex.acquire();
}
