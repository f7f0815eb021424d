import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';

/**
 * Whether a file is there and may be written; false when it is gone. `path`: absolute.
 * An administrator may write everything, but a file that nobody may write is not meant to be written.
 */
export async function isWritable(path: string): Promise<boolean> {
  const mayWrite = await access(path, constants.W_OK).then(() => true, () => false);
  return mayWrite && await stat(path).then(({ mode }) => (mode & 0o222) !== 0, () => false);
}

/** Why a file could not be read, as the end of a sentence that begins with its name. */
export function whyUnreadable(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'was deleted meanwhile.' : `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
