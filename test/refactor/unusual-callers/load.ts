import { readFileSync } from 'node:fs';

export interface Part { name: string; children: string[] }

/** It calls itself. */
export function load(name: string): Part {
  const part = JSON.parse(readFileSync(name, 'utf8')) as Part; // make-async: readFileSync(name, 'utf8')
  for (const child of part.children) part.children.push(...load(child).children);
  return part;
}

export class Cache {
  static shared = new Cache();
  #parts = new Map<string, Part>();

  static of(name: string) {
    return Cache.shared.#get(name);
  }

  #get(name: string): Part {
    let part = this.#parts.get(name);
    if (!part) this.#parts.set(name, part = load.call(undefined, name));
    return part;
  }

  has = (name: string) => Cache.of(name).name === name;
}
