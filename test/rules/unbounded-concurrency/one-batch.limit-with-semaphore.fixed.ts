declare function download(url: string): Promise<number>;

export async function total(urls: string[]) {
  const limit = createLimiter(10);
  const sizes = await Promise.all(urls.map((url) => limit(() => download(url))));
  return sizes.reduce((sum, size) => sum + size, 0);
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
