// package: { "name": "notes", "dependencies": { "express": "5" } }
// grown
declare const store: { notes: { findAll(): Promise<{ address: string }[]> } };

// How long its lists become, the program knows.
export async function reachAll() {
  const notes = await store.notes.findAll();
  await Promise.all(notes.map((note) => fetch(note.address))); // expect unbounded-concurrency (hint): Promise.all(notes.map((note) => fetch(note.address)))
}

export async function reachOften(address: string) {
  await Promise.all(Array.from({ length: 500 }, () => fetch(address))); // expect unbounded-concurrency: Promise.all(Array.from({ length: 500 }, () => fetch(address)))
}
