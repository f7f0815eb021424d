// dependencies: p-limit
import { readFile } from 'node:fs/promises';

export async function all(names: string[]) {
  const sizes = await Promise.all(names.map(async (name) => (await readFile(name)).length)); // expect unbounded-concurrency: Promise.all(…
  const texts = await Promise.all(names.map((name) => readFile(name, 'utf8'))); // expect unbounded-concurrency: Promise.all(…
  return { sizes, texts };
}

export async function nested(folders: string[][]) {
  await Promise.all(folders.map(async (names) => { // expect unbounded-concurrency: Promise.all(…
    await Promise.all(names.map((name) => readFile(name))); // expect unbounded-concurrency: Promise.all(…
  }));
}
