// package: { "name": "notes-page", "dependencies": { "vue": "3" } }
async function load(name: string) {
  const answer = await fetch(`/notes/${name}`);
  if (!answer.ok) throw new Error(answer.statusText);
}

// The browser prints the error, and the page goes on.
export function show(name: string) {
  load(name); // expect floating-promise (hint): load(name)
}
