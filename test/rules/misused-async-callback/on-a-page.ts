// package: { "name": "notes-page", "dependencies": { "vue": "3" } }
async function load(name: string) {
  const answer = await fetch(`/notes/${name}`);
  if (!answer.ok) throw new Error(answer.statusText);
}

// The browser prints the error, and the page goes on; what a filter takes for an answer is wrong anywhere.
export function start(names: string[]) {
  setInterval(async () => { await load('first'); }, 1000); // expect misused-async-callback (hint): async () => { await load('first'); }
  return names.filter(async (name) => load(name)); // expect misused-async-callback: async (name) => load(name)
}
