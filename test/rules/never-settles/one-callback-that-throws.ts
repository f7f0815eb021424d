import { readFile } from 'node:fs';

export const load = (file: string) => new Promise<string>((resolve) => { // expect never-settles: new Promise<string>((resolve) => { …
  readFile(file, 'utf8', (error, text) => {
    if (error) throw error;
    resolve(text);
  });
});
