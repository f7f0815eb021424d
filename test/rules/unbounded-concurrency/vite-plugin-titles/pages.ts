import { readdir, readFile } from 'node:fs/promises';

/** A build reads the pages that people wrote. */
export async function titles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
}
