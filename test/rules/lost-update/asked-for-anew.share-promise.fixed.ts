declare function load(url?: string): Promise<string>;

const pages = new Map<string, string>();

export async function page(url: string, isForced = false): Promise<string> {
  if (!isForced && pages.has(url)) return pages.get(url)!;
  // not offered: who asks for it anew would get what is on its way, which may be older
  const text = await load(url);
  pages.set(url, text);
  return text;
}

export class Site {
  private start: string | undefined;
  private startPromise: Promise<string> | undefined;
  private isOld = false;

  async first(options: { isForced: boolean }) {
    // not offered: the same
    if (!this.start || options.isForced) {
      this.start = await load();
    }
    return this.start;
  }

  async again() {
    if (!this.start || this.isOld) this.start = await (this.startPromise ??= load().finally(() => { this.startPromise = undefined; }));
    return this.start;
  }
}

setInterval(() => void new Site().again(), 1000);
