import { openSync, readFileSync } from 'node:fs';

export class Templates {
  private readonly opened: Record<string, { handle: number; text: string }> = {};

  // Opened at the first use of each name, and there from then on.
  private open(name: string) {
    if (!this.opened[name]) {
      const handle = openSync(name, 'r');
      const text = readFileSync(handle, 'utf8');
      this.opened[name] = { handle, text };
    }
    return this.opened[name];
  }

  async render(name: string) {
    return this.open(name); // expect blocking-call (information): this.open(name)
  }

  async reset(name: string) {
    if (!this.opened[name]) {
      const text = readFileSync(name, 'utf8'); // expect blocking-call: readFileSync(name, 'utf8')
      delete this.opened[name];
      return text;
    }
    return '';
  }
}
