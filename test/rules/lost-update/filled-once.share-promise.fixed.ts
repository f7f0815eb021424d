declare function open(): Promise<{ close(): Promise<void> }>;
declare function fetchUser(id: string): Promise<string>;

let connection: { close(): Promise<void> } | undefined;
let connectionPromise: Promise<{ close(): Promise<void>; }> | undefined;
const users = new Map<string, string>();
const userPromises = new Map<string, Promise<string>>();
const userByIdPromises = new Map<string, Promise<void>>();
const byId: Record<string, string> = {};

export async function connect() {
  if (!connection) connection = await (connectionPromise ??= open().finally(() => { connectionPromise = undefined; }));
  return connection;
}

export async function user(id: string) {
  const known = users.get(id);
  if (known) return known;
  let pending = userPromises.get(id);
  if (!pending) {
    pending = (async () => {
      const loaded = await fetchUser(id);
      users.set(id, loaded);
      return loaded;
    })().finally(() => { userPromises.delete(id); });
    userPromises.set(id, pending);
  }
  return await pending;
}

export async function userById(id: string) {
  byId[id] ??= await fetchUser(id);
  if (!users.has(id)) {
    let pending = userByIdPromises.get(id);
    if (!pending) {
      pending = (async () => {
        users.set(id, await fetchUser(id));
      })().finally(() => { userByIdPromises.delete(id); });
      userByIdPromises.set(id, pending);
    }
    await pending;
  }
  return byId[id];
}

export async function refresh(id: string) {
  users.set(id, await fetchUser(id));
  if (users.has(id)) await open();
  byId[id] = await fetchUser(id);
}

export async function disconnect() {
  if (!connection) return;
  await connection.close();
  connection = undefined;
}
