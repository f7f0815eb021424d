interface Tag { name: string; values: string[] }
declare function find(name: string): Promise<Tag | undefined>;
declare function create(name: string): Promise<Tag>;

const tags = new Map<string, Tag>();

export class Reply {
  private sent = false;

  async send(text: string) {
    if (this.sent) throw new Error('answered already');
    await create(text);
    this.sent = true; // expect lost-update (hint): this.sent = true
  }

  async tag(name: string) {
    let tag: Tag;
    const known = tags.get(name);
    if (known) {
      tag = known;
    } else {
      tag = await create(name);
      tags.set(name, tag); // expect lost-update (information): tags.set(name, tag)
    }
    const found = tags.get(name) ?? (await find(name));
    return found ?? tag;
  }
}
