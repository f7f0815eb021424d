// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';

// Somebody else's file, which nobody here changes.
export function track(note: string) {
  writeFile('notes.txt', note); // expect floating-promise (hint): writeFile('notes.txt', note)
}
