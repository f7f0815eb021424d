// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';

declare function pathExists(name: string): Promise<boolean>;

export function keep(name: string): Promise<void> {
  // eslint-disable-next-line no-async-promise-executor -- it is meant to stay open
  return new Promise(async (resolve) => { // expect misused-async-callback (hint): async (resolve) => {…
    await writeFile(name, '');
    resolve();
  });
}

export function keepAll(name: string): Promise<void> {
  return new Promise(async (resolve) => { // expect misused-async-callback: async (resolve) => {…
    await writeFile(name, '');
    resolve();
  });
}

// It answers whatever is asked.
export function isThere(name: string): Promise<boolean> {
  return new Promise(async (resolve) => { // expect misused-async-callback (hint): async (resolve) => {…
    resolve(await pathExists(name));
  });
}
