// package: { "name": "notes", "dependencies": { "express": "5" } }
interface Client { query(text: string): Promise<string[]>; release(): void }
declare function connect(): Promise<Client>;
declare function count(): void;

export async function read(text: string) {
  const client = await connect();
  try {
    return client.query(text); // expect return-without-await: return client.query(text);
  } finally {
    client.release();
  }
}

// What runs first has nothing to do with it.
export async function counted(client: Client, text: string) {
  try {
    return client.query(text); // expect return-without-await (hint): return client.query(text);
  } finally {
    count();
  }
}
