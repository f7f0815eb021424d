// package: { "name": "notes", "dependencies": { "express": "5" } }
import { rm, writeFile } from 'node:fs/promises';

// What is there goes.
export async function put(name: string) {
  try {
    await writeFile(name, '');
  } catch (error) {
    rm(name, { force: true }); // expect floating-promise (hint): rm(name, { force: true })
    throw error;
  }
}

export async function take(name: string) {
  rm(name); // expect floating-promise: rm(name)
  rm(name, { force: false }); // expect floating-promise: rm(name, { force: false })
  await writeFile('taken', name);
}
