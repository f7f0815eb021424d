declare function save(id: string): Promise<boolean>;

export async function saveAll(ids: string[]) {
  ids.forEach(async (id) => { await save(id); }); // expect misused-async-callback: async (id) => { await save(id); }
  ids.map(async (id) => { await save(id); }); // expect floating-promise: ids.map(async (id) => { await save(id); })
  setTimeout(async () => { await save('a'); }, 10); // expect misused-async-callback: async () => { await save('a'); }
  if (!save('b')) return 0; // expect promise-as-value: save('b')
  while (save('c')) break; // expect promise-as-value: save('c')
  console.log(save('d')); // expect promise-as-value: save('d')
  return ids.filter(save).length; // expect misused-async-callback: save
}

export async function read(id: string) {
  try {
    if (id === '') return new Promise<boolean>(async (resolve) => { resolve(await save(id)); }); // expect misused-async-callback: async (resolve) => { resolve(await save(id)); }
    return save(id); // expect return-without-await: return save(id);
  } catch {
    return false;
  }
}

export function start(id: string) {
  new Promise<boolean>(async (resolve) => { resolve(await save(id)); }); // expect misused-async-callback: async (resolve) => { resolve(await save(id)); }
}
