declare function connect(host: string): Promise<string>;
declare const sleep: (ms: number) => Promise<void>;

export async function withFlag(host: string) {
  let isConnected = false;
  while (!isConnected) { // expect unbounded-retry: while (!isConnected) { …
    try {
      await connect(host);
      isConnected = true;
    } catch {}
  }
}

export async function withDelay(host: string) {
  let session: string;
  for (;;) { // expect unbounded-retry (information): for (;;) { …
    try {
      session = await connect(host);
      break;
    } catch {
      await sleep(1000);
    }
  }
  return session;
}

export async function answered(url: string) {
  while (true) { // expect unbounded-retry: while (true) { …
    try {
      const response = await fetch(url);
      if (response.ok) return response;
    } catch (error) {
      console.warn(error);
      continue;
    }
  }
}

export async function again(host: string) {
  do { // expect unbounded-retry: do { …
    try { return await connect(host); } catch (error) { console.warn(error); }
  } while (true);
}
