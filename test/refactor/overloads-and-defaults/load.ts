import { readFileSync } from 'node:fs';

export default function (name: string): string;
export default function (name: string, twice: true): string[];
export default function (name: string, twice = false): string | string[] {
  const text = readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
  return twice ? [text, text] : text;
}
