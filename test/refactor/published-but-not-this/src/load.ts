import { readFileSync } from 'node:fs';

export function load(name: string): string {
  return readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
}
