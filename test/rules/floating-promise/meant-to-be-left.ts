// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';

export async function keep(note: string) {
  save(note); // expect floating-promise: save(note)
  await save(note);
}

// Whoever wrote it says so.
export async function keepLater(note: string) {
  // Not awaited on purpose: the answer need not wait for the disk.
  save(note); // expect floating-promise (hint): save(note)
  save(note); // fire and forget // expect floating-promise (hint): save(note)
  // The note is not kept yet.
  save(note); // expect floating-promise: save(note)
  await Promise.resolve();
}

// What comes of an error at the start, those know who have written it.
export async function initShelf() {
  save('first'); // expect floating-promise (hint): save('first')
  await Promise.resolve();
}

// Only a browser knows of which server.
export async function ask() {
  fetch('/notes'); // expect floating-promise (hint): fetch('/notes')
  fetch('https://example.com/notes'); // expect floating-promise: fetch('https://example.com/notes')
  await Promise.resolve();
}

async function save(note: string) {
  await writeFile('notes.txt', note);
}
