import { readFileSync } from 'node:fs';

export const load = (name: string): { text: string; list: string[] } => ({ text: readFileSync(name, 'utf8'), list: [] }); // make-async: readFileSync(name, 'utf8')
