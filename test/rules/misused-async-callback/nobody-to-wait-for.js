import { Readable } from 'node:stream';
import { test } from 'node:test';
import eachOf from 'each-of';

test('reads', async () => {
  await Readable.from(['a', 'b']).forEach(async (path) => { await fetch(path); });
});

class Queue {
  async forEach(task) { for (const item of [1, 2]) await task(item); }
}

export async function run(urls) {
  await new Queue().forEach(async (item) => { await fetch(`/${item}`); });
  await eachOf.forEach(async (item) => { await fetch(`/${item}`); });
  await Promise.all(urls.map(async (url) => { await fetch(url); }));
  urls.forEach((url) => { console.log(url); });
}
