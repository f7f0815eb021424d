import { readFile } from 'node:fs/promises';

export async function count(name: string): Promise<number> {
  const text = await readFile(name, 'utf8');
  return text.length;
}
