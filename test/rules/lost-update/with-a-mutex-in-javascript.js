// dependencies: async-mutex
import { setTimeout as delay } from 'node:timers/promises';

const price = async (item) => delay(10, item.length);

export class Basket {
  total = 0;

  async add(item) {
    // What it costs today.
    this.total += await price(item); // expect lost-update: this.total += await price(item)
    return this.total;
  }
}
