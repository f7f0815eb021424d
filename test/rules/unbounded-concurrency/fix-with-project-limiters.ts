// dependencies: p-map, p-queue, bottleneck, async
import { readFile } from 'node:fs/promises';

export async function all(names: string[]) {
  await Promise.all(names.map(async (name) => { // expect unbounded-concurrency: Promise.all(…
    const text = await readFile(name, 'utf8');
    console.log(text.length);
  }));
}
