import { readFile } from 'node:fs/promises';

export const load = async (name: string): Promise<{ text: string; list: string[] }> => ({ text: await readFile(name, 'utf8'), list: [] });
