// package: { "name": "notes", "dependencies": { "express": "5" } }
import { execSync } from 'node:child_process';

function start(run: () => void) {
  try {
    run();
  } catch {
    execSync('sleep 1');
    run();
  }
}

function listNotes() {
  execSync('list notes');
}

// What is done because something else went wrong is rare.
export async function begin(run: () => void) {
  start(run); // expect blocking-call (hint): start(run)
  listNotes(); // expect blocking-call: listNotes()
}

function readNotesSync() {
  return execSync('cat notes').toString();
}

// Its name says it; whoever calls it wanted it so.
export async function notes() {
  return readNotesSync(); // expect blocking-call (hint): readNotesSync()
}
