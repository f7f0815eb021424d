import { setTimeout as delay } from 'node:timers/promises';

declare function work(): Promise<string>;

export const limited = <T>(task: Promise<T>, ms: number) => {
  let timer: number | undefined;
  return Promise.race([task, new Promise<undefined>((resolve) => { timer = setTimeout(resolve, ms); })]).finally(() => clearTimeout(timer));
};

export async function request(url: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = await Promise.race([
    fetch(url, { method: 'POST' }),
    new Promise<never>((_, reject) => { timer = setTimeout(reject, 30_000); }),
  ]).finally(() => clearTimeout(timer));
  return answer.status;
}

export async function withVariable() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => { timer = setTimeout(() => resolve('late'), 60_000); });
  return await Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

export async function withDelay() {
  const timer = new AbortController();
  const result = await Promise.race([work(), delay(5000, undefined, { signal: timer.signal })]).finally(() => timer.abort());
  return result;
}

export async function soon() {
  const timer = new AbortController();
  return await Promise.race([work(), delay(20, 'none', { signal: timer.signal })]).finally(() => timer.abort());
}
