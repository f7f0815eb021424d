import { readFileSync } from 'node:fs';

export type Loader = (name: string) => string;

export const load: Loader = // refused: other functions are of its type `Loader` too
  (name) => readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')

export const quote: Loader = (name) => `"${name}"`;
