export class Basket {
  private total = 0;

  async add(price: () => Promise<number>) {
    const added = await price();
    this.total += added;
    return this.total;
  }
}
