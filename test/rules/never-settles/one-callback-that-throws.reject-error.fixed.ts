import { readFile } from 'node:fs';

export const load = (file: string) => new Promise<string>((resolve, reject) => {
  readFile(file, 'utf8', (error, text) => {
    if (error) return reject(error);
    resolve(text);
  });
});
