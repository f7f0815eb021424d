// package: { "name": "notes", "dependencies": { "express": "5" } }
import { readFile } from 'node:fs/promises';

interface Shelf { readNote(name: string): Promise<string> }

export async function readTwo(shelf: Shelf) {
  await shelf.readNote('first');
  await shelf.readNote('second');
}

// Others wait for it too, but nobody can tell that it fails.
export async function fromShelf(shelf: Shelf, name: string) {
  try {
    return shelf.readNote(name); // expect return-without-await (hint): return shelf.readNote(name);
  } catch (error) {
    console.error(error);
    return '';
  }
}

export async function fromDisk(name: string) {
  try {
    return readFile(name, 'utf8'); // expect return-without-await: return readFile(name, 'utf8');
  } catch (error) {
    console.error(error);
    return '';
  }
}

// What is caught here is an address that cannot be read.
export async function byAddress(name: string) {
  try {
    return readFile(decodeURIComponent(name), 'utf8'); // expect return-without-await (hint): return readFile(decodeURIComponent(name), 'utf8');
  } catch {
    return 'no such name';
  }
}
