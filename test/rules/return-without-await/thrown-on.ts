// package: { "name": "notes", "dependencies": { "express": "5" } }
async function send(note: string) {
  await fetch('https://example.com/notes', { method: 'POST', body: note });
}

// The error comes to whoever waits in any case.
export async function keep(note: string) {
  try {
    return send(note); // expect return-without-await (hint): return send(note);
  } catch (error) {
    console.error(error);
    throw error;
  }
}

// What has failed just now would fail once more.
export async function keepSomehow(note: string) {
  try {
    if (note === '') throw new Error('empty');
    return send(note); // expect return-without-await (hint): return send(note);
  } catch (error) {
    await send(String(error));
    return undefined;
  }
}

export async function keepAndTell(note: string) {
  try {
    return send(note); // expect return-without-await: return send(note);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
