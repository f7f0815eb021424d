declare function remove(id: string): Promise<void>;

export async function removeAll(ids: string[]) {
  ids.map(async (id) => { await remove(id); });
  ids.map(remove);
  ids.filter(Boolean).map((id) => remove(id));
  await Promise.all(ids.slice(0, 4).map(remove));
  ids.map((id) => id.trim());
  await Promise.all(ids.slice(0, 4).map(remove));
}

export async function removeBoth() {
  await Promise.all([remove('a'), remove('b')]);
  await Promise.all([remove('c'), remove('d')]);
}
