import { opendir } from 'node:fs/promises';

export async function first(folder: string) {
  const dir = await opendir(folder);
  const entry = await dir.read();
  await dir.close();
  return entry?.name;
}
