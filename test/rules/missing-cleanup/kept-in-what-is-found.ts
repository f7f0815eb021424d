import { open, type FileHandle } from 'node:fs/promises';

declare function shelf(id: string): Map<string, { file: FileHandle | undefined }>;

// It is kept there as soon as that has been found.
export async function begin(id: string, name: string) {
  const file = await open(name);
  shelf(id).get(name)!.file = file;
}
