// package: { "name": "note-printer", "bin": "./print.js", "dependencies": { "commander": "14" } }
declare function print(name: string): Promise<void>;

// It ends when its work is done.
export async function run(name: string) {
  await Promise.race([print(name), new Promise((_resolve, reject) => setTimeout(reject, 30_000))]); // expect leaked-timer (hint): setTimeout(reject, 30_000)
}
