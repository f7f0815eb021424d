// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function connect(host: string): Promise<string>;

// What may be tried for ever, those know who have written it.
export async function open(host: string) {
  while (true) { // expect unbounded-retry (hint): while (true) {…
    try {
      return await connect(host);
    } catch (error) {
      console.warn(error);
    }
  }
}
