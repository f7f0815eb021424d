declare function size(path: string): Promise<number>;
declare function report(count: number): Promise<void>;

let seen = 0;
export const limits = { used: 0 };

export async function measure(path: string) {
  seen += await size(path); // expect lost-update: seen += await size(path)
  limits.used = limits.used + (await size(path)); // expect lost-update: limits.used = limits.used + (await size(path))
  seen = (await size(path)) + seen;
  const extra = await size(path);
  seen += extra;
}

export async function tally() {
  const before = seen;
  await report(before);
  seen = before + 1; // expect lost-update: seen = before + 1
}

export async function local(paths: string[]) {
  let total = 0;
  for (const path of paths) total += await size(path);
  return total;
}

export async function inParallel(paths: string[]) {
  let total = 0;
  await Promise.all(paths.map(async (path) => {
    total += await size(path); // expect lost-update: total += await size(path)
  }));
  return total;
}

export async function oneAfterTheOther(paths: string[], step: (work: () => Promise<void>) => Promise<void>) {
  let total = 0;
  await step(async () => { total += await size(paths[0] ?? ''); });
  return total;
}
