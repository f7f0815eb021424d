import { readdir, readFile } from 'node:fs/promises';

/** Run by hand, on pages of this project. */
export async function titles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
}
