import { readFileSync } from 'node:fs';

export default async () => ({ text: readFileSync('text', 'utf8') });
