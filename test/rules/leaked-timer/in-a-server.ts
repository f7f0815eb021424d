// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function read(name: string): Promise<string>;

// A server runs on anyway, and nobody sees a timer that does nothing when it fires.
export async function readInTime(name: string) {
  return Promise.race([
    read(name),
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('too late')), 10_000); // expect leaked-timer (hint): setTimeout(() => reject(new Error('too late')), 10_000)
    }),
  ]);
}
