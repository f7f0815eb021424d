import { open } from 'node:fs/promises';

export async function header(path: string) {
  const file = await open(path, 'r'); // expect missing-cleanup: file
  const buffer = Buffer.alloc(16);
  await file.read(buffer, 0, 16);
  await file.close();
  return buffer;
}

export async function append(path: string, lines: string[]) {
  const file = await open(path, 'a'); // expect missing-cleanup: file
  for (const line of lines) {
    await file.write(line);
  }

  await file.close();
}

// Not `using`: the file has to be closed before it is read again.
export async function rewritten(path: string) {
  const file = await open(path, 'w'); // expect missing-cleanup: file
  await file.write('new');
  await file.close();
  return header(path);
}
