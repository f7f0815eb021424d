import { open } from 'node:fs/promises';

export async function header(path: string) {
  await using file = await open(path, 'r');
  const buffer = Buffer.alloc(16);
  await file.read(buffer, 0, 16);
  return buffer;
}

export async function append(path: string, lines: string[]) {
  await using file = await open(path, 'a');
  for (const line of lines) {
    await file.write(line);
  }
}

// Not `using`: the file has to be closed before it is read again.
export async function rewritten(path: string) {
  const file = await open(path, 'w');
  await file.write('new');
  await file.close();
  return header(path);
}
