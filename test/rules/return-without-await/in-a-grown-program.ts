// package: { "name": "notes", "dependencies": { "express": "5" } }
// grown
import { open, readFile } from 'node:fs/promises';

// What answers the error mostly stands with the caller.
export async function readNote(name: string) {
  try {
    return readFile(name, 'utf8'); // expect return-without-await (hint): return readFile(name, 'utf8');
  } catch (error) {
    console.error(error);
    return '';
  }
}

// The file is closed before it is read.
export async function readFirst(name: string) {
  const file = await open(name);
  try {
    return file.readFile('utf8'); // expect return-without-await: return file.readFile('utf8');
  } finally {
    await file.close();
  }
}
