import { readFile } from 'node:fs';

export function load(file: string, callback: (error: Error | null, text?: string) => void) {
  readFile(file, 'utf8', (error, text) => {
    if (error) return callback(error);
    callback(null, text.trim());
  });
}
