interface Plugin { start(): Promise<void> }

export class Host {
  private readonly plugins: Plugin[] = [];
  private readonly listeners = new Set<() => Promise<void>>();

  async start() {
    await Promise.all(this.plugins.map((plugin) => plugin.start()));
    await Promise.all([...this.listeners].map((listener) => listener()));
  }
}
