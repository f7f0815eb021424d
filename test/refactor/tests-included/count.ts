import { readFileSync } from 'node:fs';

export function count(name: string): number {
  const text = readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
  return text.length;
}
