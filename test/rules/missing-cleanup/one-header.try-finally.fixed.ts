import { open } from 'node:fs/promises';

export async function header(path: string) {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(16);
    await file.read(buffer, 0, 16);
    return buffer;
  } finally {
    await file.close();
  }
}
