import { readdir, readFile } from 'node:fs/promises';

/** Only developers run it. */
export async function titles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
}
