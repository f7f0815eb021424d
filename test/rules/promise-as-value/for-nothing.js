// package: { "name": "notes", "dependencies": { "express": "5" } }
async function find(name) {
  return name === '' ? undefined : [name];
}

// What stands there for nothing may never be needed.
export async function list(name) {
  if (find(name)) console.log('found'); // expect promise-as-value: find(name)
  return find(name) || []; // expect promise-as-value (hint): find(name)
}

// What is written down behind `&&` is what is wanted.
async function load() {
  return ['a'];
}

let pending;
export function later() {
  pending ??= load().then(console.log) && []; // expect promise-as-value (hint): load().then(console.log)
  return pending;
}

// Who prints a variable wants to see the promise.
export function show() {
  const made = load();
  console.log('made', made); // expect promise-as-value (hint): made
  console.log('made', load()); // expect promise-as-value: load()
  return made;
}
