import { readFileSync } from 'node:fs';

export function price(name: string): string {
  return readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
}
