import fs, { readFileSync as read } from 'node:fs';
import * as whole from 'node:fs';

export async function load(file: string) {
  const text = await fs.promises.readFile(file, 'utf8');
  const bytes = await fs.promises.readFile(file);
  await fs.promises.writeFile(file, bytes);
  const { size } = await fs.promises.stat(file);
  return text.length + size;
}

export function loadAtStart(file: string) {
  return fs.readFileSync(file, 'utf8');
}
