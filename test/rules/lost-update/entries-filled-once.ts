declare function ask(host: string): Promise<string>;
declare function find(user: { id: string }, isDeep: boolean): Promise<string | undefined>;

const names = new Map<string, string>();

export async function nameOf(host: string): Promise<string> {
  const known = names.get(host);
  if (known) return known;

  const name = await ask(host);
  names.set(host, name); // expect lost-update (hint): names.set(host, name)
  return name;
}

export class Users {
  private readonly found: Record<string, string> = {};
  private readonly cache = new Map<string, string>();

  async fill(user: { id: string }) {
    const key = `${user.id}:short`;
    if (!this.cache.has(key)) {
      const text = await find(user, false);
      if (text) this.cache.set(key, text); // expect lost-update (hint): this.cache.set(key, text)
    }
    return this.cache.get(key);
  }

  async label(id: string) {
    if (this.found[id]) return this.found[id];
    const text = await ask(id);
    this.found[id] = text; // expect lost-update (hint): this.found[id] = text
    return text;
  }

  async deep(user: { id: string }, isDeep: boolean) {
    const known = this.cache.get(user.id);
    if (known) return known;
    // not offered: calls with the same key may ask for different work
    const text = await find(user, isDeep);
    if (text) this.cache.set(user.id, text); // expect lost-update (hint): this.cache.set(user.id, text)
    return text;
  }
}
