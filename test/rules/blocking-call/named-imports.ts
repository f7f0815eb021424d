import path from 'node:path';
import { mkdirSync, readFileSync, readdirSync, watch } from 'node:fs';

export async function count(folder: string) {
  mkdirSync(folder, { recursive: true }); // expect blocking-call: mkdirSync(folder, { recursive: true })
  let total = 0;
  for (const name of readdirSync(folder)) total += readFileSync(path.join(folder, name)).length; // expect blocking-call: readdirSync(folder) // expect blocking-call: readFileSync(path.join(folder, name))
  watch(folder);
  // Used twice, so its import stays.
  return total + readdirSync(folder).length; // expect blocking-call: readdirSync(folder)
}
