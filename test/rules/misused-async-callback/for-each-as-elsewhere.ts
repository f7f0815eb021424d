// package: { "name": "teams", "dependencies": { "express": "4" } }
declare const notes: string[];

async function publishChange(text: string) {
  await fetch('https://bus.example', { method: 'POST', body: text });
}

async function storeChange(text: string) {
  await fetch('https://store.example', { method: 'POST', body: text });
}

/** Nobody waits for the bus anywhere: that is how it is meant. The store is awaited elsewhere, and so it was forgotten here. */
export async function changeAll() {
  notes.forEach((note) => publishChange(note)); // expect misused-async-callback (hint): (note) => publishChange(note)
  notes.forEach((note) => storeChange(note)); // expect misused-async-callback: (note) => storeChange(note)
  await storeChange('all');
  return notes.length;
}

export async function change(note: string) {
  publishChange(note);
  await storeChange(note);
}

export async function remove(note: string) {
  publishChange(note);
  publishChange(`-${note}`);
  await storeChange(note);
}

export async function rename(note: string) {
  publishChange(note);
  publishChange(`${note} (renamed)`);
  await storeChange(note);
}
