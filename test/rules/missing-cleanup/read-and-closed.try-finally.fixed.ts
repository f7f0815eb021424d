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

export async function append(path: string, lines: string[]) {
  const file = await open(path, 'a');
  try {
    for (const line of lines) {
      await file.write(line);
    }
  } finally {
    await file.close();
  }
}

// Not `using`: the file has to be closed before it is read again.
export async function rewritten(path: string) {
  const file = await open(path, 'w');
  try {
    await file.write('new');
  } finally {
    await file.close();
  }
  return header(path);
}
