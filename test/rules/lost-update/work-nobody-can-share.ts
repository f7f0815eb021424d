declare function load(url?: string): Promise<string>;
declare function tell(text: string): void;

export class Page {
  private text: string | undefined;
  private isShown = false;

  async again(tries: number): Promise<string> {
    if (this.text) return this.text;
    const text = await load();
    if (!text) return this.again(tries - 1);
    this.text = text; // expect lost-update: this.text = text
    return text;
  }

  async show(title: string) {
    if (this.isShown) return;
    await load();
    tell(title);
    this.isShown = true; // expect lost-update: this.isShown = true
  }

  async part(url: string) {
    let count = 0;
    if (!this.text) {
      const text = await load(url);
      count += 1;
      this.text = text; // expect lost-update: this.text = text
    }
    return { text: this.text, count };
  }
}
