import { existsSync, readFileSync } from 'node:fs';

declare function mount(folder: string): Promise<void>;

// Loaders run once, when the program starts: a look at the disk delays nobody.
export async function pagesLoader(folder: string) {
  if (existsSync(folder)) await mount(folder);
}

export async function loadPages(folder: string) {
  if (!existsSync(folder)) return '';
  await mount(folder);
  return readFileSync(`${folder}/index.html`, 'utf8'); // expect blocking-call: readFileSync(`${folder}/index.html`, 'utf8')
}

export async function mountPages(folder: string) {
  if (existsSync(folder)) await mount(folder); // expect blocking-call (information): existsSync(folder)
}
