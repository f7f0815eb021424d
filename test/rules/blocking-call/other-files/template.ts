import { readFileSync, existsSync } from 'node:fs';

export function loadTemplate(name: string) {
  return readFileSync(`templates/${name}`, 'utf8');
}

export const hasTemplate = (name: string) => existsSync(name);

export default function () {
  return readFileSync('templates/default', 'utf8');
}

/** Has a finding of its own; those who call it have none. */
export async function loadLater(name: string) {
  return readFileSync(name, 'utf8'); // expect blocking-call: readFileSync(name, 'utf8')
}

export function loadQuietly() {
  // async-pitfalls-disable-next-line blocking-call -- one small file, at the first request only
  return readFileSync('small', 'utf8');
}
