declare function load(cursor?: string): Promise<{ items: string[]; cursor: string }>;

export class Feed {
  private items: string[] = [];
  private cursor: string | undefined;
  private state = { name: '', items: [] as string[] };

  async more() {
    this.items = [...this.items, ...(await load()).items]; // expect lost-update: this.items = [...this.items, ...(await load()).items]
  }

  async patch() {
    this.state = { ...this.state, items: (await load()).items }; // expect lost-update: this.state = { ...this.state, items: (await load()).items }
  }

  async remove(item: string) {
    const { items } = this;
    const rest = this.items.filter((other) => other !== item);
    await load(items[0]);
    this.items = rest; // expect lost-update: this.items = rest
  }

  async readAgain() {
    const page = await load();
    this.items = this.items.concat(page.items);
  }

  async follow() {
    const page = await load(this.cursor);
    this.cursor = page.cursor;
    this.cursor = (await load(this.cursor)).cursor;
  }

  async replace() {
    this.items = (await load()).items;
    this.state = { name: 'new', items: (await load()).items };
  }
}
