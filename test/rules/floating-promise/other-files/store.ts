import { read } from './reader.ts';

export class Store {
  text = '';

  /** `read` deals with its errors. */
  fill = async (key: string): Promise<void> => {
    this.text = await read(key);
  };

  async empty(key: string): Promise<void> {
    await fetch(key, { method: 'DELETE' });
  }
}

export const store = new Store();
