// package: { "name": "notes", "dependencies": { "express": "5" } }
async function load(name: string) {
  const answer = await fetch(`http://notes/${name}`);
  return answer.text();
}

// Whether it fails just then, those who know what it does may tell.
export async function both(isBrief: boolean) {
  const first = load('first'); // expect late-await (hint): load('first')
  if (isBrief) return '';
  return await first;
}

export async function later() {
  const first = load('first'); // expect late-await (hint): load('first')
  const second = await load('second');
  return await first + second;
}
