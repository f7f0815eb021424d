import { existsSync, writeFileSync } from 'node:fs';
import { gzip } from 'node:zlib';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const gzipAsync = promisify(gzip);

export async function pack(from: string, to: string): Promise<number> {
  if (!existsSync(from)) return 0;
  const first = await readFile(from);
  const second = await readFile(`${from}.2`);
  const packed = await gzipAsync(first);
  await writeFile(to, packed);
  // async-pitfalls-disable-next-line blocking-call -- a few bytes
  writeFileSync(`${to}.size`, String(packed.length));
  return first.length + second.length;
}

export async function packAll(names: string[]): Promise<number> {
  let total = 0;
  for (const name of names) total += await pack(name, `${name}.gz`);
  return total;
}
