import { readFileSync } from 'node:fs';

/** A template by its name. */
export function loadTemplate(name: string): string {
  return readFileSync(`templates/${name}.html`, 'utf8'); // make-async: readFileSync(`templates/${name}.html`, 'utf8')
}
