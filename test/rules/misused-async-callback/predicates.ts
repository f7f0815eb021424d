declare function isKnown(id: string): Promise<boolean>;
declare function age(id: string): Promise<number>;

export async function known(ids: string[]) {
  const found = ids.filter(async (id) => isKnown(id)); // expect misused-async-callback: async (id) => isKnown(id)
  if (ids.some(isKnown)) return found; // expect misused-async-callback: isKnown
  return ids;
}

export async function allKnown(ids: string[]) {
  return ids.every(async (id) => { // expect misused-async-callback: async (id) => { …
    const known = await isKnown(id);
    return known;
  });
}

export async function sorted(ids: string[]) {
  const first = ids.find(async (id) => await isKnown(id)); // expect misused-async-callback: async (id) => await isKnown(id)
  return first;
}
