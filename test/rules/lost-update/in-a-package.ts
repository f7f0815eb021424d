// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function connect(name: string): Promise<object>;
declare function check(key: string): Promise<void>;
declare function count(name: string): Promise<number>;

// Done twice, most work comes to the same.
export class Notes {
  private connection: object | undefined;
  private key = '';
  private total = 0;

  async open(name: string) {
    if (!this.connection) this.connection = await connect(name); // expect lost-update (hint): this.connection = await connect(name)
    return this.connection;
  }

  async unlock(given: string | undefined) {
    const key = given ?? this.key;
    await check(key);
    this.key = key; // expect lost-update (hint): this.key = key
  }

  // A stream asks for the next part when it has this one.
  async pull(stream: { enqueue(size: number): void }) {
    stream.enqueue(this.total);
    this.total += await count('next'); // expect lost-update (hint): this.total += await count('next')
  }

  async add(name: string) {
    this.total += await count(name); // expect lost-update (hint): this.total += await count(name)
  }
}
