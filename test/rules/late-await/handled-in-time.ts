import { once } from 'node:events';
import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

declare function first(): Promise<number>;
declare function second(): Promise<number>;
declare function use(promise: Promise<number>): void;
declare const page: { waitForNavigation(): Promise<void>; click(): Promise<void>; waitForError(text: string): Promise<void> };

async function quiet() {
  try { await first(); } catch { console.warn('it failed'); }
}

export async function atOnce() {
  const one = first();
  const two = second();
  const [a, b] = await Promise.all([one, two]);
  const three = first();
  three.catch(() => {});
  const four = second();
  use(four);
  await quiet();
  return a + b + (await three);
}

export async function waiters(emitter: EventEmitter) {
  const closed = once(emitter, 'close');
  const navigation = page.waitForNavigation();
  const pause = delay(10);
  const failed = page.waitForError('x').then(() => { throw new Error('it failed'); });
  const silent = quiet();
  const settled = Promise.allSettled([first(), second()]);
  await page.click();
  await navigation;
  await pause;
  await silent;
  await settled;
  await Promise.race([closed, failed]);
}
