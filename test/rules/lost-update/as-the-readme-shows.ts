export class Basket {
  private total = 0;

  async add(price: () => Promise<number>) {
    this.total += await price(); // expect lost-update: this.total += await price()
    return this.total;
  }
}
