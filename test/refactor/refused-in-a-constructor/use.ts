import { load } from './load.ts';

export class Page {
  readonly text: string;

  constructor(name: string) { // refused: the constructor of `Page` cannot be async
    this.text = load(name);
  }
}
