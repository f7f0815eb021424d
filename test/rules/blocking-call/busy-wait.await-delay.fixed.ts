import { setTimeout } from 'node:timers/promises';

export async function pause(milliseconds: number) {
  await setTimeout(milliseconds);
}

export async function settle(start: number) {
  await setTimeout(500 - (performance.now() - start));
  await setTimeout(20);
  await setTimeout(10 * 2);
}
