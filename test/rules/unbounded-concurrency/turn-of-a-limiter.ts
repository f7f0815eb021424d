declare function download(id: string): Promise<string>;

/** Waits for its turn before each request. */
export class Client {
  constructor(private readonly limiter: () => Promise<void>, private readonly clock: () => Promise<void>) {}

  private async inTurn(id: string) {
    await this.limiter();
    return download(id);
  }

  private async atOnce(id: string) {
    await this.clock();
    return download(id);
  }

  async all(ids: string[]) {
    await Promise.all(ids.map((id) => this.inTurn(id)));
    await Promise.all(ids.map((id) => this.atOnce(id))); // expect unbounded-concurrency: Promise.all(…
  }
}
