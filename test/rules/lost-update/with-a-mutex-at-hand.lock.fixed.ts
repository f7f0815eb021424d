import { Mutex } from 'async-mutex';

// dependencies: async-mutex
declare function price(item: string): Promise<number>;

export class Basket {
  private readonly mutex = new Mutex();
  private total = 0;

  async add(item: string): Promise<number> {
    return this.mutex.runExclusive(async () => {
      // What it costs today.
      this.total += await price(item);
      return this.total;
    });
  }
}
