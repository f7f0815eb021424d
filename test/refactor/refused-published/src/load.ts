import { readFileSync } from 'node:fs';

export function load(name: string): string { // refused: the package exports it, and nobody knows who calls it elsewhere
  return readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
}
