import { readFile } from 'node:fs/promises';

export default function (name: string): Promise<string>;
export default function (name: string, twice: true): Promise<string[]>;
export default async function (name: string, twice = false): Promise<string | string[]> {
  const text = await readFile(name, 'utf8');
  return twice ? [text, text] : text;
}
