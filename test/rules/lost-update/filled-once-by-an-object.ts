declare function read(): Promise<string>;

export class Settings {
  private text: string | undefined;
  private ready = false;
  #token: string | undefined;
  private reading: Promise<string> | undefined;

  async get() {
    if (this.text === undefined) {
      this.text = await read(); // expect lost-update (hint): this.text = await read()
    }
    return this.text;
  }

  async token() {
    return (this.#token ??= await read()); // expect lost-update (hint): this.#token ??= await read()
  }

  async prepare() {
    if (this.ready) return;
    await read();
    this.ready = true; // expect lost-update (hint): this.ready = true
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
