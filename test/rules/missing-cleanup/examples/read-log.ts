import { open } from 'node:fs/promises';

/** Nobody relies on an example. */
export async function readLog() {
  const file = await open('log'); // expect missing-cleanup (hint): file
  const text = await file.readFile('utf8');
  await file.close();
  return text;
}
