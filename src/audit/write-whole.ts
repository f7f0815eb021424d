import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file (absolute path) whole or not at all, through a temporary one beside it. Throws what the file system throws. */
export async function writeWhole(given: string, text: string): Promise<void> {
  const present = await stat(given).catch(absent);
  // A pipe, or /dev/stdout: what takes its place would not be one. A folder says itself that it is one.
  if (present && !present.isFile()) return writeFile(given, text);
  // Behind a symbolic link the file itself is replaced, not the link.
  const target = present ? await realpath(given) : given;
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx', ...(present && { mode: present.mode }) });
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
