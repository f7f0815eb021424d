import { setTimeout as sleep } from 'node:timers/promises';

declare function download(id: string, index?: number): Promise<number>;

export async function arrow(ids: string[]) {
  const limit = createLimiter(10);
  return Promise.all(ids.map((id) => limit(() => download(id))));
}

export async function asyncArrow(ids: string[]) {
  const limit = createLimiter(10);
  const found = await Promise.allSettled(
    ids.map((id, index) => limit(async (): Promise<number> => {
      await sleep(index); // stagger
      return download(id);
    })),
  );
  return found;
}

export const short = (ids: string[]) => {
  const limit = createLimiter(10);
  return Promise.all(ids.map(id => limit(async () => (await download(id)) + 1)));
};

export async function functionExpression(ids: string[]) {
  const limit = createLimiter(10);
  if (ids.length > 0) await Promise.all(ids.map((id) => limit(async () => { await download(id); })));
}

/** Runs the functions it is given, at most `limit` of them at the same time; the others wait for their turn. */
function createLimiter(limit: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function run<T>(task: () => T | PromiseLike<T>): Promise<T> {
    if (running >= limit) await new Promise<void>((resolve) => { waiting.push(resolve); });
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
