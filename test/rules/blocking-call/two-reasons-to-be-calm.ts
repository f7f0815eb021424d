import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

let home: boolean | undefined;

export async function isHome() {
  home ??= existsSync('home');
  return home;
}

export async function launch(connect: () => Promise<void>, lock: string) {
  try {
    await connect();
  } catch (error) {
    if (existsSync(lock)) throw new Error('It runs already.');
    throw error;
  }
}

let isReady = false;

// The await is there already: another one before it changes nothing.
export async function prepare(load: (code: Uint8Array) => Promise<void>) {
  if (!isReady) {
    await load(readFileSync('module.wasm')); // expect blocking-call (information): readFileSync('module.wasm')
    isReady = true;
  }
}

// To load the modules of a folder is part of starting.
export async function plugins(folder: string) {
  const found = [];
  for (const name of readdirSync(folder)) found.push(await import(path.join(folder, name)));
  return found;
}
