// package: { "name": "notes", "dependencies": { "express": "5" } }
import { readFile } from 'node:fs';

function openNote(name: string, done?: (error: unknown, text?: Buffer) => void): Promise<Buffer | undefined> | undefined {
  if (!done) {
    return new Promise((resolve, reject) => {
      openNote(name, (error, text) => {
        if (error) reject(error);
        else resolve(text);
      });
    });
  }
  readFile(name, done);
  return undefined;
}

// Who is given a callback gives no promise, or one that nobody needs.
export async function print() {
  openNote('first', (error, text) => console.log(error ?? text));
  openNote('second'); // expect floating-promise: openNote('second')
}
