// dependencies: p-limit
import { readFile } from 'node:fs/promises';
import pLimit from 'p-limit';

export async function all(names: string[]) {
  const limit = pLimit(10);
  const sizes = await Promise.all(names.map((name) => limit(async () => (await readFile(name)).length)));
  const texts = await Promise.all(names.map((name) => limit(() => readFile(name, 'utf8'))));
  return { sizes, texts };
}

export async function nested(folders: string[][]) {
  const limit = pLimit(10);
  await Promise.all(folders.map((names) => limit(async () => {
    const limit = pLimit(10);
    await Promise.all(names.map((name) => limit(() => readFile(name))));
  })));
}
