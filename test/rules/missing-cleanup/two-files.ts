import { open, rm, mkdtemp } from 'node:fs/promises';

declare function convert(from: unknown, to: unknown): Promise<number>;

export async function copy(from: string, to: string) {
  const source = await open(from); // expect missing-cleanup: source
  const target = await open(to, 'w'); // expect missing-cleanup: target
  const size: number = await convert(source, target);
  console.log('copied', size);
  await target.close();
  await source.close();
  return `${size} bytes`;
}

export async function build(name: string) {
  const folder = await mkdtemp(name); // expect missing-cleanup: folder
  await convert(name, folder);
  await rm(folder, { recursive: true });
}
