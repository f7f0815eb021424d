import { load, loaders } from './load.ts';

export const same = load === loaders.load;

export async function page(name: string): Promise<string> {
  return await load?.(name) ?? await loaders.load(name);
}

export async function pages({ load: read }: typeof loaders): Promise<string[]> {
  return [await page('a'), await read('b')];
}
