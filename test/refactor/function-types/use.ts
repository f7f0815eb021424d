import { load, loaders } from './load.ts';

export const same = load === loaders.load;

export function page(name: string): string {
  return load?.(name) ?? loaders.load(name);
}

export async function pages({ load: read }: typeof loaders): Promise<string[]> {
  return [page('a'), read('b')];
}
