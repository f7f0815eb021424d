declare function save(list: string[]): Promise<void>;
declare function talk(options: { id: string }): AsyncIterable<{ id?: string }>;

export class Queue {
  private list: string[] = [];
  private id = '';

  // What came meanwhile stays: it is cut off from the queue as it is now.
  async flush() {
    const first = this.list.slice(0, 10);
    await save(first);
    this.list = this.list.slice(first.length); // expect lost-update (hint): this.list = this.list.slice(first.length)
  }

  // The other side gives the new one; it is not made from the old one here.
  async follow() {
    for await (const part of talk({ id: this.id })) {
      const { id } = part;
      if (id) this.id = id;
    }
  }
}
