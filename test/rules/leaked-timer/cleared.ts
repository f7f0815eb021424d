import { setTimeout as delay } from 'node:timers/promises';

declare function work(): Promise<string>;

export async function inFinally(ms: number) {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([work(), new Promise<never>((_, reject) => { timer = setTimeout(reject, ms); })]);
  } finally {
    if (timer) clearTimeout(timer);
  }
}

export function inReaction(ms: number) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(reject, ms); });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

export async function notHeldUp(ms: number, signal: AbortSignal) {
  await Promise.race([work(), new Promise<void>((resolve) => { setTimeout(resolve, ms).unref(); })]);
  await Promise.race([work(), delay(ms, undefined, { signal })]);
  await Promise.race([work(), delay(ms, undefined, { ref: false })]);
  await Promise.race([delay(ms), new Promise<void>((resolve) => { setTimeout(resolve, ms); })]);
  await Promise.all([work(), delay(ms)]);
}

export async function byAnother(ms: number, timers: Set<NodeJS.Timeout>) {
  await Promise.race([work(), new Promise<void>((resolve) => { timers.add(setTimeout(resolve, ms)); })]);
}
