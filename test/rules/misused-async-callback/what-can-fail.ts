// package: { "name": "notes", "dependencies": { "express": "4" } }
import type { EventEmitter } from 'node:events';

// What the program brings along is there.
export function follow(notes: EventEmitter) {
  notes.on('change', async (name: string) => { // expect misused-async-callback (hint): async (name: string) => {…
    const { log } = await import('node:console');
    log(name);
  });
  notes.on('open', async (name: string) => { // expect misused-async-callback: async (name: string) => {…
    const answer = await fetch(`http://notes/${name}`);
    console.log(answer.status);
  });
}

// Whoever has started this process learns that it has ended.
process.on('message', async (name: string) => { // expect misused-async-callback (hint): async (name: string) => {…
  const answer = await fetch(`http://notes/${name}`);
  process.send?.(answer.status);
});
