// package: { "name": "notes", "dependencies": { "express": "5" } }
async function save(name: string) {
  const answer = await fetch(`http://notes/${name}`, { method: 'PUT' });
  if (!answer.ok) throw new Error(answer.statusText);
}

// Its author has looked at it, and left it as it is.
export async function rename(name: string) {
  // eslint-disable-next-line @typescript-eslint/no-floating-promises
  save(name); // expect floating-promise (hint): save(name)
  save(name); // expect floating-promise: save(name)
}
