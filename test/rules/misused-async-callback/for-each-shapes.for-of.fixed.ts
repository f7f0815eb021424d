declare function save(id: string): Promise<void>;
declare function register(name: string, value: number): Promise<boolean>;
declare const prices: Map<string, number>;
declare const isWanted: boolean;

export async function shapes(ids: string[], groups: string[][]) {
  for (let id of ids) {
    // without its ending nothing is found
    id = id.replace('.dll', '');
    await save(id); // one after the other
    // the rest is up to others
  }
  for (const price of prices.values()) {
    await save(`${price}`);
  }
  for (const [name, price] of prices.entries()) {
    if (price === 0) continue;
    switch (name) {
      case 'none': continue;
      default: await register(name, price);
    }
  }
  if (isWanted) for (const id of ids) {
    await save(id);
  }
  for (const key of Object.keys(groups) // all of them
    .filter((key) => key !== '')) {
    await save(key);
  }
  groups.forEach(async (group) => {
    for (const id of group) {
      if (id === '') return;
      await save(id);
    }
  });
  ids.forEach(async (id) => {
    if (id === '') return save('none');
    await save(id);
  });
}
