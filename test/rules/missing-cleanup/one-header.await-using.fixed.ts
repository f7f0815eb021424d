import { open } from 'node:fs/promises';

export async function header(path: string) {
  await using file = await open(path, 'r');
  const buffer = Buffer.alloc(16);
  await file.read(buffer, 0, 16);
  return buffer;
}
