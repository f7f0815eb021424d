import { readdir, readFile } from 'node:fs/promises';

/** What a migration goes through grows with the data. */
export async function titles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8'))); // expect unbounded-concurrency: Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')))
}
