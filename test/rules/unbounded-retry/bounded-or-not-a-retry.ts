declare function connect(host: string): Promise<string>;
declare const sleep: (ms: number) => Promise<void>;
declare const queue: { take(): Promise<string> };

export async function bounded(host: string) {
  for (let tries = 0; tries < 5; tries += 1) {
    try { return await connect(host); } catch { await sleep(100 * tries); }
  }
  for (let tries = 0; ; tries += 1) {
    try { return await connect(host); } catch (error) { if (tries > 5) throw error; }
  }
}

export async function stopped(host: string, signal: AbortSignal, end: number) {
  while (!signal.aborted) {
    try { return await connect(host); } catch { await sleep(1000); }
  }
  while (Date.now() < end) {
    try { return await connect(host); } catch { await sleep(1000); }
  }
  return undefined;
}

export async function daemon(host: string) {
  for (;;) {
    try { await connect(host); } catch (error) { console.error(error); }
    await sleep(1000);
  }
}

export async function items(hosts: string[]) {
  for (let index = 0; index < hosts.length; index += 1) {
    try { return await connect(hosts[index] ?? ''); } catch {}
  }
  for (const host of hosts) {
    try { return await connect(host); } catch {}
  }
  while (true) {
    try { return await connect(await queue.take()); } catch (error) { console.error(error); }
  }
}
