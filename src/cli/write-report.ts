import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PathError, reasonOf } from '../audit/discover.ts';

/** Writes a report whole or not at all, through a temporary file beside it. Throws a PathError when it cannot. */
export async function writeReport(given: string, text: string, cwd: string): Promise<void> {
  try {
    await replace(path.resolve(cwd, given), text);
  } catch (error) {
    throw new PathError(`--output ${given} cannot be written: ${reasonOf(error)}. Mend the path, or make its folder writable.`);
  }
}

async function replace(given: string, text: string): Promise<void> {
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
