declare function connect(host: string): Promise<string>;
declare class Link { isStopped: boolean; }

export async function untilStopped(host: string, link: Link) {
  while (!link.isStopped) { // expect unbounded-retry (hint): while (!link.isStopped) { …
    try { return await connect(host); } catch { console.warn(host); }
  }
  return undefined;
}

export async function freshInput(host: string) {
  let port = 8000;
  while (true) {
    try {
      return await connect(`${host}:${port}`);
    } catch {
      port += 1;
    }
  }
}

export async function filtered(host: string) {
  while (true) {
    try {
      return await connect(host);
    } catch (error) {
      if (!String(error).includes('busy')) throw error;
    }
  }
}

export async function later(host: string) {
  try {
    return await connect(host);
  } catch {
    setTimeout(() => { void later(host); }, 1000);
    return undefined;
  }
}
