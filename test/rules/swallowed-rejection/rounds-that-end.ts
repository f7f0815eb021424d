// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function fetchNote(name: string, options: { signal: AbortSignal }): Promise<string>;

// Each that is left fails at once, and then it is over.
export async function fetchAll(names: string[], signal: AbortSignal) {
  const notes: string[] = [];
  for (const name of names) {
    try {
      notes.push(await fetchNote(name, { signal }));
    } catch (error) { // expect swallowed-rejection (hint): catch (error) {…
      console.error(name, error);
    }
  }
  return notes;
}

export async function poll(name: string, signal: AbortSignal) {
  for (;;) {
    try {
      console.log(await fetchNote(name, { signal }));
    } catch (error) { // expect swallowed-rejection: catch (error) {…
      console.error(name, error);
    }
  }
}
