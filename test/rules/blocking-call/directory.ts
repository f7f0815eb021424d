import { opendir } from 'node:fs/promises';

export async function first(folder: string) {
  const dir = await opendir(folder);
  const entry = dir.readSync(); // expect blocking-call: dir.readSync()
  dir.closeSync(); // expect blocking-call: dir.closeSync()
  return entry?.name;
}
