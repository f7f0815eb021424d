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
  const address = './notes.json';
  fetch(address); // expect floating-promise (hint): fetch(address)
  fetch('https://example.com/notes'); // expect floating-promise: fetch('https://example.com/notes')
  await Promise.resolve();
}

// Whoever is given the callback tells of the error by it.
export async function keepAndTell(note: string, callback: (...all: unknown[]) => void) {
  store(note, (...all: unknown[]) => { callback(...all); }); // expect floating-promise (hint): store(note, (...all: unknown[]) => { callback(...all); })
  await Promise.resolve();
}

async function store(note: string, _done: (...all: unknown[]) => void) {
  await writeFile('notes.txt', note);
}

async function save(note: string) {
  await writeFile('notes.txt', note);
}

export async function tellAll(name: string) {
  await Promise.resolve();
  // no return - ignore the returned promise
  fetch(`https://example.com/${name}`); // expect floating-promise (hint): fetch(`https://example.com/${name}`)
  return name;
}

export async function tellSome(name: string) {
  await Promise.resolve();
  // do not await this
  /* the list is long */
  fetch(`https://example.com/some/${name}`); // expect floating-promise (hint): fetch(`https://example.com/some/${name}`)
  return name;
}
