// dependencies: p-map, p-queue, bottleneck, async
import { readFile } from 'node:fs/promises';
import Bottleneck from 'bottleneck';

export async function all(names: string[]) {
  const limiter = new Bottleneck({ maxConcurrent: 10 });
  await Promise.all(names.map((name) => limiter.schedule(async () => {
    const text = await readFile(name, 'utf8');
    console.log(text.length);
  })));
}
