// dependencies: async-mutex
declare function price(item: string): Promise<number>;

export class Basket {
  private total = 0;

  async add(item: string): Promise<number> {
    // What it costs today.
    this.total += await price(item); // expect lost-update: this.total += await price(item)
    return this.total;
  }
}
