import { setTimeout as sleep } from 'node:timers/promises';

declare function download(id: string, index?: number): Promise<number>;

export async function arrow(ids: string[]) {
  return Promise.all(ids.map((id) => download(id))); // expect unbounded-concurrency: Promise.all(ids.map((id) => download(id)))
}

export async function asyncArrow(ids: string[]) {
  const found = await Promise.allSettled( // expect unbounded-concurrency: Promise.allSettled(…
    ids.map(async (id, index): Promise<number> => {
      await sleep(index); // stagger
      return download(id);
    }),
  );
  return found;
}

export const short = (ids: string[]) => Promise.all(ids.map(async id => (await download(id)) + 1)); // expect unbounded-concurrency: Promise.all(…

export async function functionExpression(ids: string[]) {
  if (ids.length > 0) await Promise.all(ids.map(async function (id) { await download(id); })); // expect unbounded-concurrency: Promise.all(…
}
