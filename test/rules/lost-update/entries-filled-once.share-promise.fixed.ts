declare function ask(host: string): Promise<string>;
declare function find(user: { id: string }, isDeep: boolean): Promise<string | undefined>;

const names = new Map<string, string>();
const nameOfPromises = new Map<string, Promise<string>>();

export async function nameOf(host: string): Promise<string> {
  const known = names.get(host);
  if (known) return known;

  let pending = nameOfPromises.get(host);
  if (!pending) {
    pending = (async () => {
      const name = await ask(host);
      names.set(host, name);
      return name;
    })().finally(() => { nameOfPromises.delete(host); });
    nameOfPromises.set(host, pending);
  }
  return await pending;
}

export class Users {
  private readonly found: Record<string, string> = {};
  private readonly labelPromises = new Map<string, Promise<string>>();
  private readonly cache = new Map<string, string>();
  private readonly fillPromises = new Map<string, Promise<void>>();

  async fill(user: { id: string }) {
    const key = `${user.id}:short`;
    if (!this.cache.has(key)) {
      let pending = this.fillPromises.get(key);
      if (!pending) {
        pending = (async () => {
          const text = await find(user, false);
          if (text) this.cache.set(key, text);
        })().finally(() => { this.fillPromises.delete(key); });
        this.fillPromises.set(key, pending);
      }
      await pending;
    }
    return this.cache.get(key);
  }

  async label(id: string) {
    if (this.found[id]) return this.found[id];
    let pending = this.labelPromises.get(id);
    if (!pending) {
      pending = (async () => {
        const text = await ask(id);
        this.found[id] = text;
        return text;
      })().finally(() => { this.labelPromises.delete(id); });
      this.labelPromises.set(id, pending);
    }
    return await pending;
  }

  async deep(user: { id: string }, isDeep: boolean) {
    const known = this.cache.get(user.id);
    if (known) return known;
    // not offered: calls with the same key may ask for different work
    const text = await find(user, isDeep);
    if (text) this.cache.set(user.id, text);
    return text;
  }
}
