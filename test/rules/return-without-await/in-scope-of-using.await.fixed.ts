declare function lease(name: string): Disposable & { run(): Promise<number> };
declare function connect(): Promise<AsyncDisposable & { query(): Promise<number> }>;

export async function run(name: string) {
  using slot = lease(name);
  return await slot.run();
}

export async function ask(retry: boolean) {
  if (retry) {
    await using connection = await connect();
    return await connection.query();
  }
  return Promise.resolve(0);
}

export async function first(names: string[]) {
  for (using slot of names.map(lease)) {
    return await slot.run();
  }
  return ask(false);
}

export async function notYet(name: string) {
  if (name === '') return ask(true);
  using slot = lease(name);
  return await slot.run();
}
