// package: { "name": "note-store", "devDependencies": { "express": "5" } }
import { scryptSync } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';

// Who uses a library, and whether anybody waits meanwhile, is not known.
export async function open(name: string) {
  return readFileSync(name, 'utf8'); // expect blocking-call (hint): readFileSync(name, 'utf8')
}

export async function unlock(password: string) {
  return scryptSync(password, 'salt', 32); // expect blocking-call: scryptSync(password, 'salt', 32)
}

export function record(notes: EventEmitter) {
  notes.on('change', (text: string) => appendFileSync('journal', text)); // expect blocking-call (hint): appendFileSync('journal', text)
  notes.on('sealed', (text: string) => scryptSync(text, 'salt', 32)); // expect blocking-call: scryptSync(text, 'salt', 32)
  notes.once('change', () => appendFileSync('journal', 'begun')); // expect blocking-call (hint): appendFileSync('journal', 'begun')
  notes.on('close', () => appendFileSync('journal', 'closed')); // expect blocking-call (hint): appendFileSync('journal', 'closed')
  setInterval(() => appendFileSync('journal', '.'), 1000); // expect blocking-call (hint): appendFileSync('journal', '.')
  setTimeout(() => appendFileSync('journal', '.'), 1000); // expect blocking-call (hint): appendFileSync('journal', '.')
}
