import { readFileSync } from 'node:fs';

export async function read(name: string) {
  return readFileSync(name, 'utf8');
}
