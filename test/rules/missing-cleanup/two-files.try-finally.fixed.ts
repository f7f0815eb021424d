import { open, rm, mkdtemp } from 'node:fs/promises';

declare function convert(from: unknown, to: unknown): Promise<number>;

export async function copy(from: string, to: string) {
  const source = await open(from);
  let size: number;
  try {
    const target = await open(to, 'w');
    try {
      size = await convert(source, target);
      console.log('copied', size);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return `${size} bytes`;
}

export async function build(name: string) {
  const folder = await mkdtemp(name);
  try {
    await convert(name, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
