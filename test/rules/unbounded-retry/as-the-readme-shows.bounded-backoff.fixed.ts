declare function connect(host: string): Promise<string>;

export async function connected(host: string) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect(host);
    } catch (error) {
      if (attempt === 5) throw error;
      console.warn('not yet', error);
      await new Promise((resolve) => { setTimeout(resolve, 100 * 2 ** attempt * (0.5 + Math.random())); });
    }
  }
}
