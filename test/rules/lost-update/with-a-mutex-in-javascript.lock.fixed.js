// dependencies: async-mutex
import { setTimeout as delay } from 'node:timers/promises';
import { Mutex } from 'async-mutex';

const price = async (item) => delay(10, item.length);

export class Basket {
  mutex = new Mutex();
  total = 0;

  async add(item) {
    return this.mutex.runExclusive(async () => {
      // What it costs today.
      this.total += await price(item);
      return this.total;
    });
  }
}
