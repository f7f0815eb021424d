// package: { "name": "notes", "dependencies": { "express": "4" } }
import { writeFile } from 'node:fs/promises';

async function note(name: string, state: string): Promise<void> {
  await writeFile(name, state);
}

// The handler is for the request; that the note is not written has nothing to do with it.
export async function send(name: string): Promise<void> {
  try {
    const answer = await fetch(`http://notes/${name}`);
    if (answer.ok) return note(name, 'sent'); // expect return-without-await (hint): return note(name, 'sent');
  } catch {
    // Not sent.
  }
  return note(name, 'failed');
}

export async function sendOnce(name: string): Promise<void> {
  try {
    const answer = await fetch(`http://notes/${name}`);
    if (answer.ok) return note(name, 'sent'); // expect return-without-await: return note(name, 'sent');
  } catch {
    console.log(name);
  }
  return note(name, 'failed');
}
