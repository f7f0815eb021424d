import { rm } from 'node:fs/promises';

export async function start() {
  await rm('out', { recursive: true });
}
