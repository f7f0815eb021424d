import { readFileSync } from 'node:fs';
import { loadTemplate } from './template.ts';

export class Store {
  readonly text = readFileSync('store.json', 'utf8');

  get size() {
    return readFileSync('store.json').length;
  }

  find(key: string) {
    return loadTemplate(key);
  }
}

export class Archive extends Store {}

export const readers = { loadTemplate, read: loadTemplate, name: 'readers' };
