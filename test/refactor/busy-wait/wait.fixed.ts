import { setTimeout } from 'node:timers/promises';

export async function wait(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds);
}

export async function twice(): Promise<void> {
  await wait(10);
  await wait(20);
}
