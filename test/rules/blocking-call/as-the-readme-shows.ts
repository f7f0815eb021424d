import { readFileSync } from 'node:fs';

export async function greet(name: string) {
  const template = readFileSync('greeting.html', 'utf8'); // expect blocking-call: readFileSync('greeting.html', 'utf8')
  return template.replace('{name}', name);
}
