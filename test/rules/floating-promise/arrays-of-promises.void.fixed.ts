declare function remove(id: string): Promise<void>;

export async function removeAll(ids: string[]) {
  void ids.map(async (id) => { await remove(id); });
  void ids.map(remove);
  void ids.filter(Boolean).map((id) => remove(id));
  void Promise.all(ids.slice(0, 4).map(remove));
  ids.map((id) => id.trim());
  await Promise.all(ids.slice(0, 4).map(remove));
}

export async function removeBoth() {
  void [remove('a'), remove('b')];
  await [remove('c'), remove('d')];
}
