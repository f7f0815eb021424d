import { readFile } from 'node:fs';

export const load = (file: string) => new Promise<string>((resolve, reject) => {
  readFile(file, 'utf8', (error, text) => {
    if (error) {
      console.error(error);
      return reject(error);
    }
    resolve(text);
  });
});

export const quietly = (file: string) => new Promise<string>((resolve, reject) => {
  readFile(file, 'utf8', (problem, text) => {
    if (problem) {
      console.error(problem);
      reject(problem);
    } else {
      resolve(text);
    }
  });
});

export const find = (names: string[], wanted: string) => new Promise<string>((resolve) => {
  for (const name of names) {
    if (name === wanted) return resolve(name);
  }
});

export const early = (ready: boolean, start: (done: () => void) => void) => new Promise<void>((resolve) => {
  if (!ready) return;
  start(resolve);
});

export const caught = (text: string) => new Promise((resolve) => {
  try {
    resolve(JSON.parse(text));
  } catch (error) {
    console.error(error);
  }
});
