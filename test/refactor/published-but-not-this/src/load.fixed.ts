import { readFile } from 'node:fs/promises';

export async function load(name: string): Promise<string> {
  return await readFile(name, 'utf8');
}
