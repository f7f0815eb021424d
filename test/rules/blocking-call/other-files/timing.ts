export function timed<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(performance.now() - start);
  return result;
}

export async function timedAsync<T>(work: () => T): Promise<T> {
  return timed(work);
}

const waiting: (() => unknown)[] = [];

export function later(work: () => unknown): void {
  waiting.push(() => work());
}
