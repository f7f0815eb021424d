import { readFile } from 'node:fs/promises';

export async function greet(name: string) {
  const template = await readFile('greeting.html', 'utf8');
  return template.replace('{name}', name);
}
