// package: { "name": "notes", "dependencies": { "express": "5", "some-client": "1" } }
import { writeFile } from 'node:fs/promises';

declare const client: { add(note: string): Promise<void> };
declare const notesRepository: { insert(note: string): Promise<void> };

export async function keep(note: string) {
  toDisk(note); // expect floating-promise: toDisk(note)
  notesRepository.insert(note); // expect floating-promise: notesRepository.insert(note)
  // Nobody can look into it: it may deal with its errors.
  client.add(note); // expect floating-promise (hint): client.add(note)
  await client.add('done');
}

async function toDisk(note: string) {
  await writeFile('notes.txt', note);
}
