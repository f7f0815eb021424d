// dependencies: p-map, p-queue, bottleneck, async
import { readFile } from 'node:fs/promises';
import { mapLimit } from 'async';

export async function all(names: string[]) {
  await mapLimit(names, 10, async (name) => {
    const text = await readFile(name, 'utf8');
    console.log(text.length);
  });
}
