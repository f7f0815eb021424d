import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

export async function header(file: string) {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(16);
    const read = fs.readSync(handle.fd, buffer, 0, 16, 0); // expect blocking-call: fs.readSync(handle.fd, buffer, 0, 16, 0)
    return buffer.subarray(0, read);
  } finally {
    fs.closeSync(handle.fd); // expect blocking-call: fs.closeSync(handle.fd)
  }
}

export const flush = async (handle: FileHandle) => fs.fsyncSync(handle.fd); // expect blocking-call: fs.fsyncSync(handle.fd)

export async function byDescriptor(descriptor: number) {
  fs.closeSync(descriptor); // expect blocking-call: fs.closeSync(descriptor)
  const file = fs.openSync('a', 'r'); // expect blocking-call: fs.openSync('a', 'r')
  return fs.readFileSync(file); // expect blocking-call: fs.readFileSync(file)
}
