declare function connect(host: string): Promise<string>;

export async function fiveTimes(host: string) {
  for (let tries = 1; tries <= 5; tries += 1) { // expect unbounded-retry (hint): for (let tries = 1; tries <= 5; tries += 1) { …
    try {
      return await connect(host);
    } catch (error) {
      console.warn(error);
    }
  }
  throw new Error(`${host} does not answer`);
}
