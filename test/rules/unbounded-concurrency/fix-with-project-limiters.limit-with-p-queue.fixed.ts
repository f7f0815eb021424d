// dependencies: p-map, p-queue, bottleneck, async
import { readFile } from 'node:fs/promises';
import PQueue from 'p-queue';

export async function all(names: string[]) {
  const queue = new PQueue({ concurrency: 10 });
  await Promise.all(names.map((name) => queue.add(async () => {
    const text = await readFile(name, 'utf8');
    console.log(text.length);
  })));
}
