declare function download(id: string): Promise<number>;

export async function shared(ids: string[], limit: number) {
  let next = 0;
  const lane = async () => {
    while (next < ids.length) await download(ids[next++] as string);
  };
  await Promise.all(Array.from({ length: Math.min(limit, ids.length) }, lane));
}

export async function queue(ids: string[], count: number) {
  const waiting = [...ids];
  await Promise.all(Array.from({ length: count }, async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await download(id);
  }));
}

export async function iterator(ids: string[], count: number) {
  const rest = ids.values();
  await Promise.all(Array.from({ length: count }, async () => {
    for (const id of rest) await download(id);
  }));
}
