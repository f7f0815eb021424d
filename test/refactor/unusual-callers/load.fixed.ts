import { readFile } from 'node:fs/promises';

export interface Part { name: string; children: string[] }

/** It calls itself. */
export async function load(name: string): Promise<Part> {
  const part = JSON.parse(await readFile(name, 'utf8')) as Part;
  for (const child of part.children) part.children.push(...(await load(child)).children);
  return part;
}

export class Cache {
  static shared = new Cache();
  #parts = new Map<string, Part>();

  static async of(name: string) {
    return await Cache.shared.#get(name);
  }

  async #get(name: string): Promise<Part> {
    let part = this.#parts.get(name);
    if (!part) this.#parts.set(name, part = await load.call(undefined, name));
    return part;
  }

  has = async (name: string) => (await Cache.of(name)).name === name;
}
