import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

export async function header(file: string) {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(16);
    const read = (await handle.read(buffer, 0, 16, 0)).bytesRead;
    return buffer.subarray(0, read);
  } finally {
    await handle.close();
  }
}

export const flush = async (handle: FileHandle) => await handle.sync();

export async function byDescriptor(descriptor: number) {
  fs.closeSync(descriptor);
  const file = fs.openSync('a', 'r');
  return fs.readFileSync(file);
}
