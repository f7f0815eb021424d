import { readFile } from 'node:fs/promises';

/** A template by its name. */
export async function loadTemplate(name: string): Promise<string> {
  return await readFile(`templates/${name}.html`, 'utf8');
}
