import { writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** Joins the price lists that suppliers put into a folder. */
export async function importPrices(folder) {
  const names = await readdir(folder);
  const lists = await Promise.all(names.map(async (name) => JSON.parse(await readFile(`${folder}/${name}`, 'utf8'))));
  writeFileSync('prices.json', JSON.stringify(lists.flat()));
}
