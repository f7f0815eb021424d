import path from 'node:path';
import { PathError, reasonOf } from '../audit/discover.ts';
import { writeWhole } from '../audit/write-whole.ts';

/** Writes a report whole or not at all. Throws a PathError when it cannot. */
export async function writeReport(given: string, text: string, cwd: string): Promise<void> {
  try {
    await writeWhole(path.resolve(cwd, given), text);
  } catch (error) {
    throw new PathError(`--output ${given} cannot be written: ${reasonOf(error)}. Mend the path, or make its folder writable.`);
  }
}
