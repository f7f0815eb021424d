declare function run(step: string): Promise<void>;

export class Runner {
  private stopped = false;
  private errors = 0;

  async step(name: string) {
    if (this.stopped) return;
    try {
      await run(name);
    } catch (error) {
      this.stopped = true;
      throw error;
    }
  }

  async steps(names: string[]) {
    for (const name of names) {
      if (this.stopped) break;
      await run(name);
      if (this.errors > 0) this.stopped = true;
    }
  }
}
