import path from 'node:path';
import { readdirSync, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';

export async function count(folder: string) {
  await mkdir(folder, { recursive: true });
  let total = 0;
  for (const name of await readdir(folder)) total += (await readFile(path.join(folder, name))).length;
  watch(folder);
  // Used twice, so its import stays.
  return total + (await readdir(folder)).length;
}
