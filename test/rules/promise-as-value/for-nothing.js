// package: { "name": "notes", "dependencies": { "express": "5" } }
async function find(name) {
  return name === '' ? undefined : [name];
}

// What stands there for nothing may never be needed.
export async function list(name) {
  if (find(name)) console.log('found'); // expect promise-as-value: find(name)
  return find(name) || []; // expect promise-as-value (hint): find(name)
}
