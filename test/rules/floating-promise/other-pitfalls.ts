declare function save(id: string): Promise<void>;

export function start(ids: string[]) {
  ids.forEach(async (id) => { await save(id); });
  setTimeout(async () => { await save('a'); }, 10);
  new Promise(async (resolve) => { resolve(await save('b')); });
}

export function* steps() {
  yield save('c');
}
