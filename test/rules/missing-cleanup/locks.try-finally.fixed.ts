import { Mutex, Semaphore } from 'async-mutex';
import { lock } from 'proper-lockfile';

const mutex = new Mutex();
const slots = new Semaphore(3);

export async function update(write: () => Promise<void>) {
  const release = await mutex.acquire();
  try {
    await write();
  } finally {
    release();
  }
}

export async function limited(work: () => Promise<number>) {
  const [, release] = await slots.acquire();
  let result: number;
  try {
    result = await work();
  } finally {
    release();
  }
  return result + 1;
}

export async function withoutHandle(work: () => Promise<void>) {
  await mutex.acquire();
  try {
    await work();
  } finally {
    mutex.release();
  }
}

export async function onDisk(path: string, work: () => Promise<void>) {
  const unlock = await lock(path);
  try {
    await work();
  } finally {
    await unlock();
  }
}

export async function exclusive(work: () => Promise<void>) {
  const release = await mutex.acquire();
  await work().finally(() => release());
}

export async function elsewhere() {
  await mutex.acquire();
}
