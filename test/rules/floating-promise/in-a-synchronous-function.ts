declare function save(): Promise<void>;

export function onClick() {
  save(); // expect floating-promise: save()
}

export class Store {
  #items: string[] = [];

  constructor() {
    this.load(); // expect floating-promise: this.load()
  }

  async load() {
    this.#items.push(...(await (await fetch('/items')).json()));
  }

  restart = () => {
    this.load(); // expect floating-promise: this.load()
  };
}
