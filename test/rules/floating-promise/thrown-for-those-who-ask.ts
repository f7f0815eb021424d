// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';

async function save(path: string, throwError: boolean) {
  try {
    await writeFile(path, 'note');
  } catch (error) {
    console.error(error);
    if (throwError) throw error;
  }
}

async function saveOrTell(path: string) {
  try {
    await writeFile(path, 'note');
  } catch (error) {
    console.error(error);
    throw error;
  }
}

// Those who want to hear of it say so.
export async function begin(path: string) {
  save(path, false); // expect floating-promise (hint): save(path, false)
  saveOrTell(path); // expect floating-promise: saveOrTell(path)
}

declare const reports: { create(error: unknown, path: string): Promise<void> };

// Who tells of one error has nothing to tell of the next.
export async function loadAll(path: string) {
  try {
    await saveOrTell(path);
  } catch (error) {
    reports.create(error, path); // expect floating-promise (hint): reports.create(error, path)
  }
}

async function create(path: string, fn: (path: string) => void) {
  await writeFile(path, '');
  fn(path);
}

// Whoever is given the callback tells of the error by it.
export function createFor(path: string, fn: (path: string) => void) {
  create(path, fn); // expect floating-promise (hint): create(path, fn)
}

// What `run` fails with goes to whoever waits for all.
export function runAll(paths: string[]) {
  return new Promise<void>((resolve, reject) => {
    const run = async () => {
      await saveOrTell('begin');
      try {
        const path = paths.pop();
        if (path) await saveOrTell(path);
        else resolve();
      } catch (error) {
        reject(error);
      } finally {
        if (paths.length > 0) run(); // expect floating-promise (hint): run()
      }
    };
    void run();
  });
}

class Counter {
  private isConnected = false;

  async connect() {
    await fetch('http://counter/');
    this.isConnected = true;
  }

  async increment(path: string) {
    if (!this.isConnected) await this.connect();
    try {
      await writeFile(path, '1');
    } catch (error) {
      console.error(error);
    }
  }
}

// It is mostly connected when it counts.
export function count(counter: Counter, path: string) {
  counter.increment(path); // expect floating-promise (hint): counter.increment(path)
}
