import { setTimeout as delay } from 'node:timers/promises';

declare function work(): Promise<string>;

export const limited = <T>(task: Promise<T>, ms: number) => Promise.race([task, new Promise<undefined>((resolve) => setTimeout(resolve, ms))]);

export async function request(url: string) {
  const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(30_000) });
  return answer.status;
}

export async function withVariable() {
  const late = new Promise<string>((resolve) => { setTimeout(() => resolve('late'), 60_000); });
  return await Promise.race([work(), late]);
}

export async function withDelay() {
  const result = await Promise.race([work(), delay(5000)]);
  return result;
}

export async function soon() {
  return await Promise.race([work(), delay(20, 'none')]);
}
