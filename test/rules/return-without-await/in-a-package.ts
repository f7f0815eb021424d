// package: { "name": "notes", "dependencies": { "express": "5" } }
declare const shelf: { put(note: string): Promise<string> };
declare function reject(error: unknown): void;

export async function send(note: string) {
  try {
    return fetch('https://example.com/notes', { method: 'POST', body: note }); // expect return-without-await: return fetch(…
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

// It makes no difference whether the handler hears of it.
export async function sendOrReject(note: string) {
  try {
    return fetch('https://example.com/notes', { method: 'POST', body: note });
  } catch (error) {
    return Promise.reject(error);
  }
}

// Whoever is called here may deal with its errors; what was started outside is somebody's already.
export async function keep(note: string, ticket: number) {
  const done = fetch(`https://example.com/notes/${note}`).then((answer) => answer.text());
  try {
    if (ticket === 0) return done; // expect return-without-await (hint): return done;
    return shelf.put(`${ticket} ${note}`); // expect return-without-await (hint): return shelf.put(…
  } catch (error) {
    reject(error);
    return undefined;
  }
}
