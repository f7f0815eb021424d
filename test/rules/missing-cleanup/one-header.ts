import { open } from 'node:fs/promises';

export async function header(path: string) {
  const file = await open(path, 'r'); // expect missing-cleanup: file
  const buffer = Buffer.alloc(16);
  await file.read(buffer, 0, 16);
  await file.close();
  return buffer;
}
