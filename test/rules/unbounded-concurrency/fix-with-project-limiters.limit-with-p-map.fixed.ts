// dependencies: p-map, p-queue, bottleneck, async
import { readFile } from 'node:fs/promises';
import pMap from 'p-map';

export async function all(names: string[]) {
  await pMap(names, async (name) => {
    const text = await readFile(name, 'utf8');
    console.log(text.length);
  }, { concurrency: 10 });
}
