// package: { "name": "notes", "dependencies": { "express": "5" } }
// grown
import type { EventEmitter } from 'node:events';
import { writeFile } from 'node:fs/promises';

// It is on its own, and was written so.
export function follow(notes: EventEmitter) {
  notes.on('open', async (name: string) => { // expect misused-async-callback (hint): async (name: string) => {…
    await writeFile(name, '');
    await writeFile('last', name);
  });
}

// Whoever waits for this waits for ever.
export function keep(name: string): Promise<void> {
  return new Promise(async (resolve) => { // expect misused-async-callback: async (resolve) => {…
    await writeFile(name, '');
    resolve();
  });
}
