declare function open(): Promise<{ close(): Promise<void> }>;
declare function fetchUser(id: string): Promise<string>;

let connection: { close(): Promise<void> } | undefined;
let connectionPromise: Promise<{ close(): Promise<void>; }> | undefined;
const users = new Map<string, string>();
const byId: Record<string, string> = {};

export async function connect() {
  if (!connection) connection = await (connectionPromise ??= open().finally(() => { connectionPromise = undefined; }));
  return connection;
}

export async function user(id: string) {
  const known = users.get(id);
  if (known) return known;
  const loaded = await fetchUser(id);
  users.set(id, loaded);
  return loaded;
}

export async function userById(id: string) {
  byId[id] ??= await fetchUser(id);
  if (!users.has(id)) {
    users.set(id, await fetchUser(id));
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
