// package: { "name": "note-printer", "bin": "./print.js", "dependencies": { "commander": "14" } }
import { readdir } from 'node:fs/promises';

// Whoever starts it sees it end.
export async function print(folder: string) {
  const names = await readdir(folder);
  await Promise.all(names.map((name) => fetch(`http://printer/${name}`))); // expect unbounded-concurrency (hint): Promise.all(names.map((name) => fetch(`http://printer/${name}`)))
  process.exit(0);
}
