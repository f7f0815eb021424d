declare function save(): Promise<void>;

export function onClick() {
  void save();
}

export class Store {
  #items: string[] = [];

  constructor() {
    void this.load();
  }

  async load() {
    this.#items.push(...(await (await fetch('/items')).json()));
  }

  restart = () => {
    void this.load();
  };
}
