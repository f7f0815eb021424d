declare function save(id: string): Promise<void>;
declare const byName: Map<string, number>;

export async function saveAll(ids: string[], unique: Set<string>) {
  for (const [index, id] of ids.entries()) {
    const name = `${index}-${id}`;
    await save(name);
  }
  for (const id of unique) {
    await save(id);
  }
  for (const id of ids) {
    await save(id);
  }
  ids.forEach((id) => save(id));
  for (const [name, count] of byName.entries()) {
    await save(name + count);
  }
  for (const id of ids) {
    if (id === '') continue;
    await save(id);
  }
  ids.forEach((id) => { void save(id); });
  await Promise.all(ids.slice(0, 3).map(async (id) => { await save(id); }));
}
