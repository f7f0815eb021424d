declare function connect(host: string): Promise<string>;
declare const sleep: (ms: number) => Promise<void>;

export async function withFlag(host: string) {
  let isConnected = false;
  for (let attempt = 1; !isConnected; attempt += 1) {
    try {
      await connect(host);
      isConnected = true;
    } catch (error) {
      if (attempt === 5) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 100 * 2 ** attempt * (0.5 + Math.random())); });
    }
  }
}

export async function withDelay(host: string) {
  let session: string;
  for (let attempt = 1; ; attempt += 1) {
    try {
      session = await connect(host);
      break;
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(1000);
    }
  }
  return session;
}

export async function answered(url: string) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url);
      if (response.ok) return response;
    } catch (error) {
      if (attempt === 5) throw error;
      console.warn(error);
      await new Promise((resolve) => { setTimeout(resolve, 100 * 2 ** attempt * (0.5 + Math.random())); });
      continue;
    }
  }
}

export async function again(host: string) {
  do {
    try { return await connect(host); } catch (error) { console.warn(error); }
  } while (true);
}
