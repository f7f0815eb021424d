declare function read(): Promise<string>;

export class Settings {
  private text: string | undefined;
  private textPromise: Promise<string> | undefined;
  private ready = false;
  private preparePromise: Promise<void> | undefined;
  #token: string | undefined;
  #tokenPromise: Promise<string> | undefined;
  private reading: Promise<string> | undefined;

  async get() {
    if (this.text === undefined) {
      this.text = await (this.textPromise ??= read().finally(() => { this.textPromise = undefined; }));
    }
    return this.text;
  }

  async token() {
    return (this.#token ??= await (this.#tokenPromise ??= read().finally(() => { this.#tokenPromise = undefined; })));
  }

  async prepare() {
    if (this.ready) return;
    await (this.preparePromise ??= (async () => {
      await read();
      this.ready = true;
    })().finally(() => { this.preparePromise = undefined; }));
  }

  async shared() {
    if (this.text !== undefined) return this.text;
    this.reading ??= read();
    this.text = await this.reading;
    return this.text;
  }

  async startedOnce() {
    if (!this.text) {
      const next = await read();
      if (!this.text) this.text = next;
    }
  }
}
