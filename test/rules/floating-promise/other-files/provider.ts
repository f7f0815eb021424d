export class Provider {
  private pending: Promise<void> | null = null;
  private started: Promise<unknown> | null = null;

  async prepare(): Promise<void> {
    if (!this.pending) {
      this.pending = this.signIn();
    }
    if (this.pending) await this.pending;
    this.pending = null;
  }

  async start(): Promise<void> {
    if (!this.started) {
      this.started = fetch('/start');
    }
    if (this.started) await this.started;
  }

  async signIn(): Promise<void> {}
}
