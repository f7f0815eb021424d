declare function load(id: string): Promise<number>;
declare function flush(): Promise<void>;

export async function oneByOne(ids: string[]) {
  const loading = ids.map((id) => load(id)); // expect late-await: ids.map((id) => load(id))
  let total = 0;
  for (const one of loading) total += await one;
  return total;
}

export async function fewOnes() {
  const both = [load('a'), load('b')]; // expect late-await: [load('a'), load('b')]
  const found: number[] = [];
  for (const one of both) {
    found.push(await one);
  }
  return found;
}

export async function combinedLate(ids: string[]) {
  const loading = ids.slice(0, 3).map((id) => load(id)); // expect late-await: ids.slice(0, 3).map((id) => load(id))
  await flush();
  return Promise.all(loading);
}

export async function combined(ids: string[]) {
  const loading = ids.slice(0, 3).map((id) => load(id));
  const all = Promise.all(loading); // expect late-await: Promise.all(loading)
  await flush();
  return await all;
}

export async function together(ids: string[]) {
  const loading = ids.slice(0, 3).map((id) => load(id));
  for (const one of await Promise.all(loading)) await load(String(one));
}
