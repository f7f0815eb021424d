import { readFileSync } from 'node:fs';

export type Loader = ((name: string) => string) | undefined;

export interface Loaders {
  load: (name: string) => string;
  other?(name: string): string;
}

export const load: Loader = (name) => readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')

export const loaders: Loaders = { load };
