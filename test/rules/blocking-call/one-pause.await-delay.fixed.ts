import { setTimeout } from 'node:timers/promises';

export async function pause(milliseconds: number) {
  await setTimeout(milliseconds);
}
