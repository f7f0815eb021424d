declare function save(id: string): Promise<void>;
declare function register(name: string, value: number): Promise<boolean>;
declare const prices: Map<string, number>;
declare const isWanted: boolean;

export async function shapes(ids: string[], groups: string[][]) {
  ids.forEach(async (id) => { // expect misused-async-callback: async (id) => { …
    // without its ending nothing is found
    id = id.replace('.dll', '');
    await save(id); // one after the other
    // the rest is up to others
  });
  prices.forEach(async (price) => { await save(`${price}`); }); // expect misused-async-callback: async (price) => { await save(`${price}`); }
  prices.forEach(async (price, name) => { // expect misused-async-callback: async (price, name) => { …
    if (price === 0) return;
    switch (name) {
      case 'none': return;
      default: await register(name, price);
    }
  });
  if (isWanted) ids.forEach(async (id) => save(id)); // expect misused-async-callback: async (id) => save(id)
  Object.keys(groups) // all of them
    .filter((key) => key !== '')
    .forEach(async (key) => { await save(key); }); // expect misused-async-callback: async (key) => { await save(key); }
  groups.forEach(async (group) => { // expect misused-async-callback: async (group) => { …
    for (const id of group) {
      if (id === '') return;
      await save(id);
    }
  });
  ids.forEach(async (id) => { // expect misused-async-callback: async (id) => { …
    if (id === '') return save('none');
    await save(id);
  });
}
