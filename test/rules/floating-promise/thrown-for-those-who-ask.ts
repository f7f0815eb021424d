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
export function begin(path: string) {
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
