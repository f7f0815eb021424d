// package: { "name": "notes", "dependencies": { "express": "5" } }
// An empty handler is mostly meant: what may fail unseen, those know whose program it is.
export async function keep(note: string) {
  try {
    await fetch('https://example.com/notes', { method: 'POST', body: note });
  } catch {} // expect swallowed-rejection (hint): catch {}
  return note;
}

// So is what goes on with what there is.
export async function keepAll(notes: string[]) {
  const kept = await Promise.allSettled(notes.map((note) => keepOrThrow(note))); // expect swallowed-rejection (hint): Promise.allSettled(…
  return kept.map((each) => (each as PromiseFulfilledResult<string>).value).filter((value) => value);
}

declare function keepOrThrow(note: string): Promise<string>;
