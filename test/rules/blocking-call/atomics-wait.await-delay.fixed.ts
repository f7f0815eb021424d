import { setTimeout } from 'node:timers/promises';

export async function pause(milliseconds: number, shared: Int32Array) {
  await setTimeout(milliseconds);
  return Atomics.wait(shared, 0, 0);
}
