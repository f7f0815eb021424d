import { readFileSync } from 'node:fs';

export const load = (name) => readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')
