declare function connect(host: string): Promise<string>;

export async function connected(host: string) {
  while (true) { // expect unbounded-retry: while (true) { …
    try {
      return await connect(host);
    } catch (error) {
      console.warn('not yet', error);
    }
  }
}
