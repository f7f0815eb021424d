import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export function pack(from: string, to: string): number {
  if (!existsSync(from)) return 0;
  const first = readFileSync(from); // make-async: readFileSync(from)
  const second = readFileSync(`${from}.2`);
  const packed = gzipSync(first);
  writeFileSync(to, packed);
  // async-pitfalls-disable-next-line blocking-call -- a few bytes
  writeFileSync(`${to}.size`, String(packed.length));
  return first.length + second.length;
}

export async function packAll(names: string[]): Promise<number> {
  let total = 0;
  for (const name of names) total += pack(name, `${name}.gz`);
  return total;
}
