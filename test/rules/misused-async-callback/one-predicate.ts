declare function isKnown(id: string): Promise<boolean>;

export async function known(ids: string[]) {
  return ids.filter(async (id) => isKnown(id)); // expect misused-async-callback: async (id) => isKnown(id)
}
