// types: off
export class Queue {
  count = 0;
  #first;

  async add(load) {
    this.count += (await load()).length; // expect lost-update: this.count += (await load()).length
  }

  async first(load) {
    if (!this.#first) this.#first = await load(); // expect lost-update: this.#first = await load()
    return this.#first;
  }
}
