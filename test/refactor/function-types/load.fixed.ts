import { readFile } from 'node:fs/promises';

export type Loader = ((name: string) => Promise<string>) | undefined;

export interface Loaders {
  load: (name: string) => Promise<string>;
  other?(name: string): string;
}

export const load: Loader = async (name) => await readFile(name, 'utf8');

export const loaders: Loaders = { load };
