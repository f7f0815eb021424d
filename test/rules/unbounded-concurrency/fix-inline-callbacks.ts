import { setTimeout as sleep } from 'node:timers/promises';

declare function load(id: string, index?: number): Promise<number>;

export async function arrow(ids: string[]) {
  return Promise.all(ids.map((id) => load(id))); // expect unbounded-concurrency: Promise.all(ids.map((id) => load(id)))
}

export async function asyncArrow(ids: string[]) {
  const found = await Promise.allSettled( // expect unbounded-concurrency: Promise.allSettled(…
    ids.map(async (id, index): Promise<number> => {
      await sleep(index); // stagger
      return load(id);
    }),
  );
  return found;
}

export const short = (ids: string[]) => Promise.all(ids.map(async id => (await load(id)) + 1)); // expect unbounded-concurrency: Promise.all(…

export async function functionExpression(ids: string[]) {
  if (ids.length > 0) await Promise.all(ids.map(async function (id) { await load(id); })); // expect unbounded-concurrency: Promise.all(…
}
