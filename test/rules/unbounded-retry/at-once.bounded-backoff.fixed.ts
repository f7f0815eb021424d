declare function connect(host: string): Promise<string>;

export async function fiveTimes(host: string) {
  for (let tries = 1; tries <= 5; tries += 1) {
    try {
      return await connect(host);
    } catch (error) {
      console.warn(error);
      await new Promise((resolve) => { setTimeout(resolve, 100 * 2 ** tries * (0.5 + Math.random())); });
    }
  }
  throw new Error(`${host} does not answer`);
}
