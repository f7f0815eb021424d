declare function save(id: string): Promise<void>;
declare const byName: Map<string, number>;

export async function saveAll(ids: string[], unique: Set<string>) {
  ids.forEach(async (id, index) => { // expect misused-async-callback: async (id, index) => { …
    const name = `${index}-${id}`;
    await save(name);
  });
  unique.forEach(async (id) => save(id)); // expect misused-async-callback: async (id) => save(id)
  ids.forEach(save); // expect misused-async-callback: save
  ids.forEach((id) => save(id)); // expect misused-async-callback: (id) => save(id)
  byName.forEach(async (count, name) => { await save(name + count); }); // expect misused-async-callback: async (count, name) => { await save(name + count); }
  ids.forEach(async (id) => { // expect misused-async-callback: async (id) => { …
    if (id === '') return;
    await save(id);
  });
  ids.forEach((id) => { void save(id); });
  await Promise.all(ids.slice(0, 3).map(async (id) => { await save(id); }));
}
