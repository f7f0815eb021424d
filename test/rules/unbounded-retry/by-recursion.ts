declare function connect(host: string): Promise<string>;
declare const sleep: (ms: number) => Promise<void>;
declare function renew(): Promise<void>;

export async function open(host: string): Promise<string> {
  try {
    return await connect(host);
  } catch (error) {
    console.warn(error);
    return open(host); // expect unbounded-retry: open(host)
  }
}

export function chained(host: string): Promise<string> {
  return connect(host).catch(() => chained(host)); // expect unbounded-retry: chained(host)
}

export class Link {
  async start(): Promise<void> {
    try {
      await connect('a');
    } catch {
      await sleep(500);
      await this.start(); // expect unbounded-retry (information): this.start()
    }
  }
}

export async function counted(host: string, tries = 5): Promise<string> {
  try {
    return await connect(host);
  } catch (error) {
    if (tries === 0) throw error;
    return counted(host, tries - 1);
  }
}

export async function renewed(host: string): Promise<string> {
  try {
    return await connect(host);
  } catch (error) {
    if (String(error).includes('expired')) {
      await renew();
      return renewed(host);
    }
    throw error;
  }
}

const waiting: string[] = [];

// Each time less is left.
export async function drain(): Promise<void> {
  const next = waiting.shift();
  if (!next) return;
  try {
    await connect(next);
  } catch {
    await drain();
  }
}
