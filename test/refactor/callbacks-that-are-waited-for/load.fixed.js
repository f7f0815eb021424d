import { readFile } from 'node:fs/promises';

export const load = async (name) => await readFile(name, 'utf8');
