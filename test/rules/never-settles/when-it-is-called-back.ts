// package: { "name": "notes", "dependencies": { "express": "5" } }
import { readFile } from 'node:fs';

interface Jar { cookies(url: string, done: (error: Error | null, cookies: string[]) => void): void }

// A jar in memory calls back at once: the throw is the executor's then, and rejects.
export function cookieOf(jar: Jar, url: string): Promise<string> {
  return new Promise((resolve) => { // expect never-settles (hint): new Promise((resolve) => {…
    jar.cookies(url, (error, [first]) => {
      if (error || first === undefined) throw new Error('no cookie');
      resolve(first);
    });
  });
}

export function firstLine(path: string): Promise<string> {
  return new Promise((resolve) => { // expect never-settles: new Promise((resolve) => {…
    readFile(path, 'utf8', (error, text) => {
      if (error) throw error;
      resolve(text.split('\n')[0] ?? '');
    });
  });
}
