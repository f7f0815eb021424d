import { late, lateUnlessAborted } from './helpers/late.ts';

declare function work(): Promise<string>;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function timeout(ms: number): Promise<never> {
  await sleep(ms);
  throw new Error('too late');
}

export async function both(ms: number, signal: AbortSignal) {
  await Promise.race([work(), sleep(ms)]); // expect leaked-timer: sleep(ms)
  await Promise.race([work(), timeout(ms)]); // expect leaked-timer: timeout(ms)
  await Promise.race([work(), late(ms)]); // expect leaked-timer: late(ms)
  await Promise.race([work(), sleep(ms).then(() => 'late')]); // expect leaked-timer: sleep(ms)
  await Promise.race([work(), lateUnlessAborted(ms, signal)]);
}
