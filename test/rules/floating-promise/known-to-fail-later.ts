// package: { "name": "notes", "dependencies": { "express": "5", "redis": "5" } }
declare const redis: any;

export async function keep(note: string) {
  add(note); // expect floating-promise: add(note)
  await Promise.resolve();
}

// Of what `exec` gives here, that of a regular expression says nothing.
async function add(note: string) {
  await redis.multi().sAdd('notes', note).expire('notes', 1).exec();
}
