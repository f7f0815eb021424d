declare function save(): Promise<void>;

export function onClick() {
  save().catch((error) => { console.error(error); });
}

export class Store {
  #items: string[] = [];

  constructor() {
    this.load().catch((error) => { console.error(error); });
  }

  async load() {
    this.#items.push(...(await (await fetch('/items')).json()));
  }

  restart = () => {
    this.load().catch((error) => { console.error(error); });
  };
}
