// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';

declare function onClosing(handler: () => void): void;

// Whoever calls it may wait all the same, whatever the type says.
export function start(notes: string[]) {
  onClosing(async () => { // expect misused-async-callback (hint): async () => {…
    await writeFile('notes.txt', notes.join());
  });
  setInterval(async () => { // expect misused-async-callback (hint): async () => {…
    await writeFile('notes.txt', notes.join());
  }, 1000);
}
