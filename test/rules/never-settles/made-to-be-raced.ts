// package: { "name": "notes", "dependencies": { "express": "5" } }
// It is there to be raced, and may stay open.
export function deadline(ms: number): Promise<never> {
  return new Promise((_, reject) => { // expect never-settles (hint): new Promise((_, reject) => {…
    if (ms) setTimeout(() => reject(new Error('too late')), ms);
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { // expect never-settles: new Promise((resolve) => {…
    if (ms) setTimeout(() => resolve(), ms);
  });
}
