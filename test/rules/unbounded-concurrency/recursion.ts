import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(entries.map((entry) => (entry.isDirectory() ? walk(path.join(folder, entry.name)) : readFile(entry.name, 'utf8').then((text) => [text])))); // expect unbounded-concurrency: Promise.all(…
  return found.flat();
}

interface Tree { file: string; left?: Tree; right?: Tree }
export async function sizeOf(tree: Tree | undefined): Promise<number> {
  if (!tree) return 0;
  const own = (await readFile(tree.file)).length;
  const [left, right] = await Promise.all([sizeOf(tree.left), sizeOf(tree.right)]); // expect unbounded-concurrency: Promise.all(…
  return own + left + right;
}

export async function depthOf(tree: Tree | undefined): Promise<number> {
  if (!tree) return 0;
  return 1 + Math.max(...(await Promise.all([depthOf(tree.left), depthOf(tree.right)])));
}
