// package: { "name": "notes", "dependencies": { "express": "4" } }
async function send(name: string) {
  const answer = await fetch(`http://notes/${name}`);
  if (!answer.ok) throw new Error(answer.statusText);
}

export function sendAll(names: string[]) {
  // That the list is not waited for may be meant.
  names.forEach(async (name) => { // expect misused-async-callback (hint): async (name) => {…
    try {
      await send(name);
    } catch (error) {
      console.error(error);
    }
  });
  // At the end of a function that is not async nobody is told that it is over.
  names.forEach(async (name) => { await send(name); }); // expect misused-async-callback (hint): async (name) => { await send(name); }
}

export async function sendAndCount(names: string[]) {
  names.forEach(async (name) => { await send(name); }); // expect misused-async-callback: async (name) => { await send(name); }
  return names.length;
}
