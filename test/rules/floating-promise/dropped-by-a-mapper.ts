// package: { "name": "notes", "devDependencies": { "electron": "40" } }
import { writeFile } from 'node:fs/promises';

async function save(name: string) {
  await writeFile(name, 'note');
  const answer = await fetch(`http://notes/${name}`);
  if (!answer.ok) throw new Error(answer.statusText);
}

// What is waited for is nothing. Elsewhere an application prints the error and goes on.
export async function saveAll(names: string[]) {
  await Promise.all(names.map((name) => {
    save(name); // expect floating-promise: save(name)
  }));
  save('all'); // expect floating-promise (hint): save('all')
}
