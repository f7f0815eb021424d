// package: { "name": "notes", "dependencies": { "express": "5" } }
interface Shelf { keepOnShelf(note: string): Promise<void>; tellTheOthers(note: string): Promise<void> }

export async function keepAll(shelf: Shelf, notes: string[]) {
  for (const note of notes) {
    if (note === '') continue;
    await shelf.keepOnShelf(note);
    await shelf.tellTheOthers(note);
  }
}

export async function keepFirst(shelf: Shelf, notes: string[]) {
  const [first = ''] = notes;
  return shelf.keepOnShelf(first);
}

// Everybody else waits for it.
export async function keepLast(shelf: Shelf, notes: string[]) {
  shelf.keepOnShelf(notes.at(-1) ?? ''); // expect floating-promise: shelf.keepOnShelf(notes.at(-1) ?? '')
  await Promise.resolve();
}

// Once is not everybody.
export async function tellLast(shelf: Shelf, notes: string[]) {
  shelf.tellTheOthers(notes.at(-1) ?? ''); // expect floating-promise (hint): shelf.tellTheOthers(notes.at(-1) ?? '')
  await Promise.resolve();
}
